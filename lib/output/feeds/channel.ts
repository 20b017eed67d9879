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

/** The page that a feed of incidents links to: the history, or one surface's page. */
const historyUrl = (surfaceId?: string): string => (surfaceId === undefined ? `${SITE}/history` : toPlace(surfaceId));

export const incidentUrl = (id: string): string => `${SITE}/incidents/${id}`;

/** A permanent id that does not depend on addresses (RFC 4151). */
export const tagUri = (name: string): string => `tag:status.raxx.app,2026:${name}`;

/** A text prepared for `feed`, which turns any `&amp;` of a text node into `&`: escaped once more, it comes out unchanged. */
export const textNode = (text: string): string => cleanText(text).replaceAll("&", "&amp;");

/** The feed's author. */
export const AUTHOR = { name: "Raxx", url: "https://raxx.app" };

/** The date of a feed without entries: the year in its ids. */
const EMPTY_FEED_MS = Date.parse("2026-01-01T00:00:00Z");

/** A feed's metadata, and its incidents, newest first. */
type Channel = {
  id: string;
  title: string;
  description: string;
  pageUrl: string;
  selfUrl: string;
  /** Epoch ms of the newest change of an entry, never of the request: equal entries give equal bytes. */
  updatedAt: number;
  incidents: readonly HistoryIncident[];
};

/** The public history as a feed at `path`: all of it, or one surface's part. */
export function buildChannel(publicHistory: PublicHistory, path: FeedPath, surfaceId?: string): Channel {
  const incidents =
    surfaceId === undefined
      ? publicHistory.incidents
      : publicHistory.incidents.filter((it) => it.surfaceId === surfaceId);
  return {
    id: tagUri(surfaceId === undefined ? "history" : `surface/${encodeURIComponent(surfaceId)}`),
    title: titleWith("Raxx Status", publicHistory, surfaceId),
    description: "Incidents and maintenance reported by status.raxx.app.",
    pageUrl: historyUrl(surfaceId),
    selfUrl: feedUrl(path, surfaceId),
    updatedAt: incidents.reduce((newest, { updatedAt }) => Math.max(newest, updatedAt), EMPTY_FEED_MS),
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

/** The incident's title as of one update: `Raxx App: Partial outage (resolved)`; the first update has no suffix. */
export function updateTitle({ surfaceName }: HistoryIncident, { kind, severity }: IncidentUpdate): string {
  const suffix = kind === "opened" ? "" : ` (${kind})`;
  return cleanText(`${surfaceName}: ${severityLabel(severity)}${suffix}`);
}

/** One incident update as a paragraph of HTML; the note is escaped and isolated in its own text direction. */
export function updateHtml({ at, kind, severity, note }: IncidentUpdate): string {
  const heading = kind === "resolved" ? KINDS[kind] : `${KINDS[kind]}: ${severityLabel(severity)}`;
  const text = note === null ? "" : ` – <span dir="auto">${escapeHtml(note)}</span>`;
  return `<p><small>${utcMinute(at)}</small><br><strong>${heading}</strong>${text}</p>`;
}

/** All updates of an incident as HTML, newest first. */
export const incidentHtml = ({ words }: HistoryIncident): string => words.toReversed().map(updateHtml).join("");

/** `17 Nov 2026 14:05 UTC`: `toUTCString` is the one English format that ECMAScript specifies. */
const utcMinute = (at: number): string => `${new Date(at).toUTCString().slice(5, 22)} UTC`;

/** When the content of a feed or calendar last changed (epoch ms); undefined while it is empty. */
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
