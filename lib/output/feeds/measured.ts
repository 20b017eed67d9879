import { APART_MS } from "@/lib/core/uptime/outages";
import type { PublicHistory } from "@/lib/output/incidents";
import type { MeasuredOutage } from "@/lib/output/measured";
import { cleanText, escapeHtml, STATE_LABELS } from "@/lib/output/text";
import { toPublicTime } from "@/lib/schemas/public-time";
import { type FeedChange, type FeedEntry, paragraph, tagUri, toPlace, utcMinute } from "./entry";

/**
 * The measured outages of a feed, of everything or of one surface. One is in a feed from its fifth minute on, since until then a report
 * may still explain it, and a reader that has it keeps it (contract §11.1).
 */
export const measuredOf = ({ measured, now }: PublicHistory, surfaceId?: string): MeasuredOutage[] =>
  measured.filter((it) => now - it.from >= APART_MS && (surfaceId === undefined || it.surfaceId === surfaceId));

/** By its surface and start, which stay what they are. */
const nameOf = ({ surfaceId, from }: MeasuredOutage): string => `measured/${surfaceId}/${toPublicTime(from)}`;

/** `Raxx App: Service disruption (measured)`, revised when it ends. */
export const toMeasuredEntry = (outage: MeasuredOutage): FeedEntry => ({
  id: tagUri(nameOf(outage)),
  url: `${toPlace(outage.surfaceId)}#measured`,
  title: titleOf(outage, "measured"),
  html: paragraph(outage.from, describe(outage), null),
  publishedAt: outage.from,
  updatedAt: Math.max(outage.changedAt, outage.from + APART_MS),
  surfaces: [{ id: outage.surfaceId, name: outage.surfaceName }],
  kind: "measured",
});

/** Newest first: an item when it ended, and one when it began, since readers show a guid once. */
export function listMeasuredChanges(outage: MeasuredOutage): FeedChange[] {
  const entry = toMeasuredEntry(outage);
  const began = { ...entry, guid: nameOf(outage), at: outage.from };
  if (outage.to === null) return [began];
  const ended = { guid: `${nameOf(outage)}#${toPublicTime(outage.to)}`, at: outage.to };
  return [{ ...entry, ...ended, title: titleOf(outage, "measured, over") }, began];
}

const titleOf = ({ surfaceName, state }: MeasuredOutage, kind: string): string =>
  cleanText(`${surfaceName}: ${STATE_LABELS[state]} (${kind})`);

const WHAT = { DOWN: "down", PARTIAL: "partly down" } as const;

function describe({ surfaceName, state, from, to }: MeasuredOutage): string {
  const name = escapeHtml(surfaceName);
  if (to === null) return `Measured: ${name} has been ${WHAT[state]} since ${utcMinute(from)}`;
  return `Measured: ${name} was ${WHAT[state]} from ${utcMinute(from)} to ${utcMinute(to)}`;
}
