import type { ChronicleIncident } from "@/lib/public/chronicle";
import { severityLabel } from "@/lib/public/state-labels";
import type { IncidentWord } from "@/lib/schemas/chronicle";
import { cleanText, escapeHtml } from "./text";

const KINDS: Record<IncidentWord["kind"], string> = {
  opened: "Opened",
  updated: "Updated",
  resolved: "Resolved",
  reopened: "Reopened",
};

/** `Raxx App: Service disruption`. */
export const incidentTitle = ({ surfaceName, severity }: ChronicleIncident): string =>
  cleanText(`${surfaceName}: ${severityLabel(severity)}`);

/** The incident's title as of one word: `Raxx App: Partial outage (resolved)`; the opening word has no suffix. */
export function wordTitle({ surfaceName }: ChronicleIncident, { kind, severity }: IncidentWord): string {
  const suffix = kind === "opened" ? "" : ` (${kind})`;
  return cleanText(`${surfaceName}: ${severityLabel(severity)}${suffix}`);
}

/** One public word as a paragraph of HTML; the note is escaped, and keeps its own direction. */
export function wordHtml({ at, kind, severity, note }: IncidentWord): string {
  const heading = kind === "resolved" ? KINDS[kind] : `${KINDS[kind]}: ${severityLabel(severity)}`;
  const text = note === null ? "" : ` – <span dir="auto">${escapeHtml(note)}</span>`;
  return `<p><small>${utcMinute(at)}</small><br><strong>${heading}</strong>${text}</p>`;
}

/** All words of an incident as HTML, newest first. */
export const incidentHtml = ({ words }: ChronicleIncident): string => words.toReversed().map(wordHtml).join("");

/** `17 Nov 2026 14:05 UTC`: `toUTCString` is the one English form that the language itself fixes. */
const utcMinute = (at: number): string => `${new Date(at).toUTCString().slice(5, 22)} UTC`;
