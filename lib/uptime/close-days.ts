import { cutDays } from "./days";
import type { Timeline } from "./intervals";
import { encodeDay, entriesOf, type PackedDays, toPacked } from "./packed-days";
import { DAY_MS, startOfDay } from "./utc-day";

/**
 * Packs the days that ended by `upTo`; null while none has. A timeline tells everything of the days from its first transition's
 * on, so those are packed anew and earlier ones stay: missed nights and late rows are made good, and the same again changes nothing.
 */
export function closeDays(packed: PackedDays | null, timeline: Timeline, upTo: number): PackedDays | null {
  const first = timeline[0];
  if (!first) return packed;
  const told = startOfDay(first.at);
  const known = entriesOf(packed);
  const closedTo = packed?.closedTo ?? told;
  const begin = closedTo - known.length * DAY_MS;
  const from = Math.max(begin, Math.min(told, closedTo));
  const to = Math.max(from, startOfDay(upTo));
  const entries = [
    ...known.slice(0, (from - begin) / DAY_MS),
    ...cutDays(timeline, { from, to }).map(encodeDay),
    ...known.slice((to - begin) / DAY_MS),
  ];
  return entries.length === 0 ? packed : toPacked(entries, Math.max(to, closedTo));
}
