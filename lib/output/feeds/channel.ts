import type { Severity } from "@/lib/core/engine/states";
import { titleOf } from "@/lib/output/incident-title";
import {
  type HistoryIncident,
  type HistoryWindow,
  type PublicHistory,
  partOn,
  surfaceNames,
} from "@/lib/output/incidents";
import { MIRROR } from "@/lib/output/mirror";
import { SITE } from "@/lib/output/site";
import { cleanText, escapeHtml, PHASE_LABELS, STATE_LABELS, severityLabel } from "@/lib/output/text";
import { windowsOn } from "@/lib/output/windows";
import type { IncidentUpdate } from "@/lib/schemas/public";
import { type FeedChange, type FeedEntry, paragraph, tagUri, toPlace, utcMinute } from "./entry";
import { listMeasuredChanges, measuredOf, toMeasuredEntry } from "./measured";

export const FEED_PATHS = ["history.atom", "history.rss", "feed.json", "maintenance.ics"] as const;
export type FeedPath = (typeof FEED_PATHS)[number];

/** A feed's own address: `/history.atom`, or `/surfaces/{id}/history.atom`. */
export const feedUrl = (path: FeedPath, surfaceId?: string): string => `${toPlace(surfaceId)}/${path}`;

/** The page that a feed of incidents links to: the history, or one surface's page. */
const historyUrl = (surfaceId?: string): string => (surfaceId === undefined ? `${SITE}/history` : toPlace(surfaceId));

const incidentUrl = (id: string): string => `${SITE}/incidents/${id}`;

/** A text prepared for `feed`, which turns any `&amp;` of a text node into `&`: escaped once more, it comes out unchanged. */
export const textNode = (text: string): string => cleanText(text).replaceAll("&", "&amp;");

/** The feed's author. */
export const AUTHOR = { name: "Raxx", url: "https://raxx.app" };

/** The date of a feed without entries: the year in its ids. */
const EMPTY_FEED_MS = Date.parse("2026-01-01T00:00:00Z");

/** A feed's metadata, and its content, newest first. */
type Channel = {
  id: string;
  title: string;
  description: string;
  pageUrl: string;
  selfUrl: string;
  /** Epoch ms of the newest change of an entry, never of the request: equal entries give equal bytes. */
  updatedAt: number;
  entries: readonly FeedEntry[];
  changes: readonly FeedChange[];
};

/** The public history as a feed at `path`: all of it, or one surface's part. */
export function buildChannel(publicHistory: PublicHistory, path: FeedPath, surfaceId?: string): Channel {
  const { incidents, windows } = publicHistory;
  const here = incidents.filter((it) => surfaceId === undefined || partOn(it, surfaceId));
  const planned = (surfaceId === undefined ? windows : windowsOn(windows, surfaceId)).filter(isAnnounced);
  const measured = measuredOf(publicHistory, surfaceId);
  const entries = [...here.map(toIncidentEntry), ...planned.map(toWindowEntry), ...measured.map(toMeasuredEntry)].sort(
    (a, b) => b.publishedAt - a.publishedAt,
  );
  const changes = [
    ...here.flatMap(listUpdates),
    ...planned.map(toWindowChange),
    ...measured.flatMap(listMeasuredChanges),
  ].sort((a, b) => b.at - a.at);
  return {
    id: tagUri(surfaceId === undefined ? "history" : `surface/${encodeURIComponent(surfaceId)}`),
    title: titleWith("Raxx Status", publicHistory, surfaceId),
    description: `Incidents, maintenance and measured outages of status.raxx.app.${MIRROR ? ` Where it can't be reached: ${MIRROR}/` : ""}`,
    pageUrl: historyUrl(surfaceId),
    selfUrl: feedUrl(path, surfaceId),
    updatedAt: entries.reduce((newest, { updatedAt }) => Math.max(newest, updatedAt), EMPTY_FEED_MS),
    entries,
    changes,
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

/** Maintenance starts and is completed; nothing was broken. */
const IN_MAINTENANCE: typeof KINDS = {
  opened: "Started",
  updated: "Updated",
  resolved: "Completed",
  reopened: "Started again",
};

type Postmortem = NonNullable<HistoryIncident["postmortem"]>;

const surfacesOf = ({ surfaces }: HistoryIncident) => surfaces.map(({ id, name }) => ({ id, name }));

/** Its own title (contract §10.3), else `Raxx App: Service disruption`. */
const headline = (incident: HistoryIncident, severity: Severity): string =>
  titleOf(incident) ?? `${surfaceNames(incident).join(", ")}: ${severityLabel(severity)}`;

/** One entry, its updates newest first. */
const toIncidentEntry = (incident: HistoryIncident): FeedEntry => ({
  id: tagUri(`incident/${incident.id}`),
  url: incidentUrl(incident.id),
  title: cleanText(headline(incident, incident.severity)),
  html: newestFirst(incident),
  publishedAt: incident.openedAt,
  updatedAt: incident.updatedAt,
  surfaces: surfacesOf(incident),
});

/** What readers were told of an incident, newest first; a postmortem stands where it was published, also where the incident was reopened after it. */
function toldOf({ words, postmortem }: HistoryIncident): (IncidentUpdate | Postmortem)[] {
  const told = postmortem === null ? words : [...words, postmortem];
  return told.toSorted((a, b) => b.revision - a.revision);
}

/** Newest first, under the numbers of their revisions. `Orders fail (resolved)`; the first update has no suffix. */
function listUpdates(incident: HistoryIncident): FeedChange[] {
  const { id, severity: whole } = incident;
  const common = { url: incidentUrl(id), surfaces: surfacesOf(incident) };
  return toldOf(incident).map((told) => ({
    ...common,
    guid: `${id}#${told.revision}`,
    title: titleOfChange(incident, told),
    html: toldHtml(told, whole),
    at: told.at,
  }));
}

const titleOfChange = (incident: HistoryIncident, told: IncidentUpdate | Postmortem): string =>
  cleanText(
    "text" in told
      ? `${headline(incident, incident.severity)} (postmortem)`
      : headline(incident, told.severity) + suffixOf(told, incident.severity),
  );

const suffixOf = (update: IncidentUpdate, whole: Severity): string =>
  update.kind === "opened" ? "" : ` (${kindOf(update, whole).toLowerCase()})`;

const newestFirst = (incident: HistoryIncident): string =>
  toldOf(incident)
    .map((told) => toldHtml(told, incident.severity))
    .join("");

/** An update or a postmortem as HTML; its text is escaped and isolated in its own text direction. */
const toldHtml = (told: IncidentUpdate | Postmortem, whole: Severity): string =>
  "text" in told ? postmortemHtml(told) : paragraph(told.at, headingOf(told, whole), told.note);

function headingOf(update: IncidentUpdate, whole: Severity): string {
  const { kind, severity, note } = update;
  const heading = kindOf(update, whole);
  if (kind === "resolved") return note === null ? `${heading}.` : heading;
  return `${heading}: ${severityLabel(severity)}`;
}

/** An incident's newest item as text: what a reader of its feed sees of it. */
export function newestItem(incident: HistoryIncident) {
  const [told] = toldOf(incident);
  if (!told)
    return { title: cleanText(headline(incident, incident.severity)), heading: "", note: null, at: incident.updatedAt };
  const [heading, note] = "text" in told ? ["Postmortem", told.text] : [headingOf(told, incident.severity), told.note];
  return { title: titleOfChange(incident, told), heading, note, at: told.at };
}

const postmortemHtml = ({ at, text }: Postmortem): string =>
  text
    .split(/\n+/)
    .reduce((html, part) => `${html}<p dir="auto">${escapeHtml(part)}</p>`, paragraph(at, "Postmortem", null));

/** What an update did, or the phase that it moved the incident to. */
function kindOf({ kind, phase }: IncidentUpdate, whole: Severity): string {
  if (whole === "maintenance") return IN_MAINTENANCE[kind];
  return kind === "resolved" || phase === "investigating" ? KINDS[kind] : PHASE_LABELS[phase];
}

/** Once its start is stored, a window is shown by the incidents that it has on its surfaces; until then by its plan, and by one that has changed since. */
const isAnnounced = ({ phase, isUnwritten, sequence, startsAt, updatedAt }: HistoryWindow): boolean =>
  phase === "scheduled" ||
  phase === "cancelled" ||
  isUnwritten === true ||
  (phase === "running" && sequence > 0 && updatedAt > startsAt);

const planKind = ({ phase, sequence }: HistoryWindow): string =>
  phase === "cancelled" ? "cancelled" : sequence === 0 ? "planned" : "changed";

/** `Raxx App, API: Scheduled maintenance (changed)`, as it is planned now. */
function toWindowEntry(window: HistoryWindow): FeedEntry {
  const { id, surfaceIds, surfaceNames, startsAt, endsAt, note, createdAt, updatedAt } = window;
  const [surfaceId] = surfaceIds;
  const kind = planKind(window);
  const heading = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}: ${utcMinute(startsAt)} – ${utcMinute(endsAt)}`;
  return {
    id: tagUri(`window/${id}`),
    url: toPlace(surfaceId),
    title: cleanText(`${surfaceNames.join(", ")}: ${STATE_LABELS.MAINTENANCE} (${kind})`),
    html: paragraph(updatedAt, heading, note),
    publishedAt: createdAt,
    updatedAt,
    surfaces: surfaceNames.map((name, index) => ({ id: surfaceIds[index] ?? "", name })),
  };
}

/** A new item for each new plan, since readers show a guid once. */
const toWindowChange = (window: HistoryWindow): FeedChange => ({
  ...toWindowEntry(window),
  guid: `${window.id}#${window.sequence}`,
  at: window.updatedAt,
});

/**
 * When the content of a feed or calendar last changed (epoch ms); undefined while it is empty. One surface's feed has the date of
 * all: an incident that moves to another surface leaves the feed of the first one, which then has no entry that says so.
 */
export function feedUpdatedAt(path: FeedPath, publicHistory: PublicHistory): number | undefined {
  const { incidents, windows } = publicHistory;
  const measured = measuredOf(publicHistory).map(toMeasuredEntry);
  const shown = path === "maintenance.ics" ? windows : [...incidents, ...windows.filter(isAnnounced), ...measured];
  return shown.length === 0 ? undefined : Math.max(...shown.map(({ updatedAt }) => updatedAt));
}
