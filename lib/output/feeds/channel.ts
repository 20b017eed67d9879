import type { Severity } from "@/lib/core/engine/states";
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

const surfacesOf = ({ surfaces }: HistoryIncident) => surfaces.map(({ id, name }) => ({ id, name }));

/** The title that somebody gave it, else `Raxx App: Service disruption`. */
const headline = (incident: HistoryIncident, severity: Severity): string =>
  incident.title ?? `${surfaceNames(incident).join(", ")}: ${severityLabel(severity)}`;

/** `Raxx App: Service disruption`, its updates newest first. */
const toIncidentEntry = (incident: HistoryIncident): FeedEntry => ({
  id: tagUri(`incident/${incident.id}`),
  url: incidentUrl(incident.id),
  title: cleanText(headline(incident, incident.severity)),
  html: newestFirst(incident),
  publishedAt: incident.openedAt,
  updatedAt: incident.updatedAt,
  surfaces: surfacesOf(incident),
});

/** Newest first, under the numbers of their revisions. `Raxx App: Partial outage (resolved)`; the first update has no suffix. */
function listUpdates(incident: HistoryIncident): FeedChange[] {
  const { id, severity: whole, postmortem, words } = incident;
  const common = { url: incidentUrl(id), surfaces: surfacesOf(incident) };
  const updates = words.map((update) => ({
    ...common,
    guid: `${id}#${update.revision}`,
    title: cleanText(headline(incident, update.severity) + suffixOf(update, whole)),
    html: updateHtml(update, whole),
    at: update.at,
  }));
  if (postmortem === null) return updates.toReversed();
  const document = {
    ...common,
    guid: `${id}#${postmortem.revision}`,
    title: cleanText(`${headline(incident, whole)} (postmortem)`),
    html: postmortemHtml(postmortem),
    at: postmortem.at,
  };
  return [document, ...updates.toReversed()];
}

const suffixOf = (update: IncidentUpdate, whole: Severity): string =>
  update.kind === "opened" ? "" : ` (${kindOf(update, whole).toLowerCase()})`;

const newestFirst = ({ words, severity, postmortem }: HistoryIncident): string =>
  words
    .toReversed()
    .reduce((html, update) => html + updateHtml(update, severity), postmortem ? postmortemHtml(postmortem) : "");

/** One incident update as a paragraph of HTML; the note is escaped and isolated in its own text direction. */
const updateHtml = (update: IncidentUpdate, whole: Severity): string =>
  paragraph(update.at, headingOf(update, whole), update.note);

function headingOf(update: IncidentUpdate, whole: Severity): string {
  const { kind, severity, note } = update;
  const heading = kindOf(update, whole);
  if (kind === "resolved") return note === null ? `${heading}.` : heading;
  return `${heading}: ${severityLabel(severity)}`;
}

/** An incident's newest item as text: what a reader of its feed sees of it. */
export function newestItem(incident: HistoryIncident) {
  const { severity: whole, postmortem, words } = incident;
  const update = words.at(-1);
  if (!update || (postmortem && postmortem.revision > update.revision)) {
    const { at = incident.updatedAt, text = null } = postmortem ?? {};
    return { title: cleanText(`${headline(incident, whole)} (postmortem)`), heading: "Postmortem", note: text, at };
  }
  const title = cleanText(headline(incident, update.severity) + suffixOf(update, whole));
  return { title, heading: headingOf(update, whole), note: update.note, at: update.at };
}

const postmortemHtml = ({ at, text }: NonNullable<HistoryIncident["postmortem"]>): string =>
  text
    .split(/\n+/)
    .reduce((html, part) => `${html}<p dir="auto">${escapeHtml(part)}</p>`, paragraph(at, "Postmortem", null));

/** What an update did, or the phase that it moved the incident to. */
function kindOf({ kind, phase }: IncidentUpdate, whole: Severity): string {
  if (whole === "maintenance") return IN_MAINTENANCE[kind];
  return kind === "resolved" || phase === "investigating" ? KINDS[kind] : PHASE_LABELS[phase];
}

/** Once its start is stored, a window is shown by the incidents that it has on its surfaces; until then by its plan. */
const isAnnounced = ({ phase, isUnwritten }: HistoryWindow): boolean =>
  phase === "scheduled" || phase === "cancelled" || isUnwritten === true;

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
