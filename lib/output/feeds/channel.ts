import type { HistoryIncident, PublicHistory } from "@/lib/output/incidents";
import { SITE } from "@/lib/output/site";
import { cleanText, escapeHtml, severityLabel } from "@/lib/output/text";
import type { IncidentUpdate } from "@/lib/schemas/public";

export const FEED_PATHS = ["history.atom", "history.rss", "feed.json", "maintenance.ics"] as const;
export type FeedPath = (typeof FEED_PATHS)[number];

const toPlace = (surfaceId?: string): string =>
  surfaceId === undefined ? SITE : `${SITE}/surfaces/${encodeURIComponent(surfaceId)}`;

/** A feed's own address: `/history.atom`, or `/surfaces/{id}/history.atom`. */
export const feedUrl = (path: FeedPath, surfaceId?: string): string => `${toPlace(surfaceId)}/${path}`;

/** The page that a feed of incidents stands for: the history, or one surface's page. */
const historyUrl = (surfaceId?: string): string => (surfaceId === undefined ? `${SITE}/history` : toPlace(surfaceId));

export const incidentUrl = (id: string): string => `${SITE}/incidents/${id}`;

/** A name that outlives every address (RFC 4151). */
export const tagUri = (name: string): string => `tag:status.raxx.app,2026:${name}`;

/** A text for `feed`, which first turns any `&amp;` of a text node into `&`: so escaped, it comes out as it was. */
export const textNode = (text: string): string => cleanText(text).replaceAll("&", "&amp;");

/** Who says it. */
export const AUTHOR = { name: "Raxx", url: "https://raxx.app" };

/** When a feed without entries last changed: never, so the year of its tag. */
const NEVER_MS = Date.parse("2026-01-01T00:00:00Z");

/** What a feed of incidents says about itself, and the incidents in it, newest first. */
type Channel = {
  id: string;
  title: string;
  description: string;
  pageUrl: string;
  selfUrl: string;
  /** Epoch ms of the newest change of an entry, never of the request: same entries, same bytes. */
  updatedAt: number;
  incidents: readonly HistoryIncident[];
};

/** A chronicle as a feed at `path`: all of it, or one surface's part. */
export function buildChannel(publicHistory: PublicHistory, path: FeedPath, surfaceId?: string): Channel {
  const incidents =
    surfaceId === undefined
      ? publicHistory.incidents
      : publicHistory.incidents.filter((it) => it.surfaceId === surfaceId);
  return {
    id: tagUri(surfaceId === undefined ? "history" : `surface/${encodeURIComponent(surfaceId)}`),
    title: titleWith("Raxx Status", publicHistory, surfaceId),
    description: "Incidents and maintenance, as status.raxx.app told them.",
    pageUrl: historyUrl(surfaceId),
    selfUrl: feedUrl(path, surfaceId),
    updatedAt: incidents.reduce((newest, { updatedAt }) => Math.max(newest, updatedAt), NEVER_MS),
    incidents,
  };
}

/** `Raxx Status`, or `Raxx Status: Raxx App` for one surface. */
export function titleWith(title: string, { surfaces }: PublicHistory, surfaceId?: string): string {
  if (surfaceId === undefined) return title;
  const name = surfaces.find(({ id }) => id === surfaceId)?.display_name ?? surfaceId;
  return cleanText(`${title}: ${name}`);
}

const KINDS: Record<IncidentUpdate["kind"], string> = {
  opened: "Opened",
  updated: "Updated",
  resolved: "Resolved",
  reopened: "Reopened",
};

/** `Raxx App: Service disruption`. */
export const incidentTitle = ({ surfaceName, severity }: HistoryIncident): string =>
  cleanText(`${surfaceName}: ${severityLabel(severity)}`);

/** The incident's title as of one word: `Raxx App: Partial outage (resolved)`; the opening word has no suffix. */
export function updateTitle({ surfaceName }: HistoryIncident, { kind, severity }: IncidentUpdate): string {
  const suffix = kind === "opened" ? "" : ` (${kind})`;
  return cleanText(`${surfaceName}: ${severityLabel(severity)}${suffix}`);
}

/** One public word as a paragraph of HTML; the note is escaped, and keeps its own direction. */
export function updateHtml({ at, kind, severity, note }: IncidentUpdate): string {
  const heading = kind === "resolved" ? KINDS[kind] : `${KINDS[kind]}: ${severityLabel(severity)}`;
  const text = note === null ? "" : ` – <span dir="auto">${escapeHtml(note)}</span>`;
  return `<p><small>${utcMinute(at)}</small><br><strong>${heading}</strong>${text}</p>`;
}

/** All words of an incident as HTML, newest first. */
export const incidentHtml = ({ words }: HistoryIncident): string => words.toReversed().map(updateHtml).join("");

/** `17 Nov 2026 14:05 UTC`: `toUTCString` is the one English form that the language itself fixes. */
const utcMinute = (at: number): string => `${new Date(at).toUTCString().slice(5, 22)} UTC`;

/** When what a feed or the calendar tells last changed (epoch ms); undefined while it tells nothing. */
export function feedUpdatedAt(
  path: FeedPath,
  { incidents, windows }: PublicHistory,
  surfaceId?: string,
): number | undefined {
  const isHere = (...ids: string[]) => surfaceId === undefined || ids.includes(surfaceId);
  const shown =
    path === "maintenance.ics"
      ? windows.filter(({ surfaceIds }) => isHere(...surfaceIds))
      : incidents.filter((incident) => isHere(incident.surfaceId));
  return shown.length === 0 ? undefined : Math.max(...shown.map(({ updatedAt }) => updatedAt));
}
