import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/engine/periods";
import { CONDITIONS, cutDays, lastDays, listIntervals, startOfDay, type Transition } from "@/lib/core/uptime/days";
import { closeDays, type PackedDays, recentDays, recentSummary, summarizeDays } from "@/lib/core/uptime/packed-days";
import fc from "../../support/fast-check";
import { HOUR, logs, t, transitionsFrom } from "./support";

const runs = { numRuns: 400 };
const NIGHT = 3.25 * HOUR;
const END = t("01 00:00") + 140 * DAY_MS;

const ranges = fc
  .tuple(fc.integer({ min: -3, max: 30 }), fc.integer({ min: 0, max: 20 * DAY_MS }))
  .map(([skipped, length]) => ({
    from: t("01 00:00") + skipped * DAY_MS,
    to: t("01 00:00") + skipped * DAY_MS + length,
  }));

test("a day's conditions add up to 24 hours, and today's to the time that has passed", () => {
  fc.assert(
    fc.property(logs, ranges, (log, range) => {
      const sums = cutDays(log, range).map(({ ms }) => CONDITIONS.reduce((sum, c) => sum + ms[c], 0));
      const last = sums.pop();
      expect(sums.every((sum) => sum === DAY_MS)).toBe(true);
      if (last !== undefined) expect(last).toBe((range.to - range.from) % DAY_MS || DAY_MS);
    }),
    runs,
  );
});

test("intervals cover the range without gap or overlap, never twice the same in a row, and add up to the days", () => {
  fc.assert(
    fc.property(logs, ranges, (log, range) => {
      const intervals = listIntervals(log, range);
      const edges = [range.from, ...intervals.map((i) => i.to)];
      expect(intervals.map((i) => i.from)).toEqual(edges.slice(0, -1));
      expect(edges.at(-1)).toBe(range.to);
      expect(intervals.every((i, n) => i.to > i.from && i.condition !== intervals[n - 1]?.condition)).toBe(true);
      for (const c of CONDITIONS)
        expect(cutDays(log, range).reduce((sum, { ms }) => sum + ms[c], 0)).toBe(
          intervals.filter((i) => i.condition === c).reduce((sum, i) => sum + i.to - i.from, 0),
        );
    }),
    runs,
  );
});

/** A log and when each row of it was written: at once, or minutes or days late, but never before the row that it follows. */
const lateLogs = fc
  .tuple(
    logs,
    fc.array(
      fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10 * 60_000 }), fc.integer({ min: 0, max: 6 * DAY_MS })),
    ),
  )
  .map(([log, delays]) => {
    let written = 0;
    return log.map((row, i) => {
      written = Math.max(written, row.at + (delays[i] ?? 0));
      return { row, written };
    });
  });
type Written = { row: Transition; written: number };

/** What `selectTransitionsToClose` gives, on the night of `now`. */
function toClose(log: readonly Written[], packed: PackedDays | null, now: number): Transition[] {
  const known = log.filter(({ written }) => written <= now);
  const rows = known.map(({ row }) => row);
  if (!packed) return rows;
  const late = known.filter(({ written }) => written >= packed.closedTo).map(({ row }) => startOfDay(row.at));
  return transitionsFrom(rows, Math.min(packed.closedTo, ...late));
}

const nightly = (log: readonly Written[], nights: readonly number[]) =>
  nights.reduce<PackedDays | null>((packed, now) => closeDays(packed, toClose(log, packed, now), now), null);

test("whichever nights the job ran, and however late a row was written, the packed days are those of the whole log", () => {
  fc.assert(
    fc.property(lateLogs, fc.subarray(Array.from({ length: 139 }, (_, i) => i)), (log, days) => {
      const nights = [...days.map((i) => t("01 00:00") + i * DAY_MS + NIGHT), END + NIGHT];
      const whole = closeDays(
        null,
        log.map(({ row }) => row),
        END,
      );
      expect(nightly(log, nights)).toEqual(whole);
      expect(nightly(log, [...nights, END + NIGHT])).toEqual(whole);
    }),
    runs,
  );
});

test("closed days and what is open since tell what the whole log tells", () => {
  fc.assert(
    fc.property(
      logs,
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 1, max: 90 }),
      (log, closed, missed, count) => {
        const closedTo = t("01 00:00") + closed * DAY_MS;
        const now = closedTo + missed * DAY_MS + 12 * HOUR;
        const past = log.filter(({ at }) => at <= now);
        const packed = closeDays(
          null,
          past.filter(({ at }) => at < closedTo),
          closedTo,
        );
        const range = lastDays(count, now);
        const open = packed ? transitionsFrom(past, Math.max(packed.closedTo, range.from)) : past;
        expect(recentDays({ packed, timeline: open }, range)).toEqual(cutDays(past, range));
        expect(recentSummary({ packed, timeline: open }, range)).toEqual(summarizeDays(cutDays(past, range)));
      },
    ),
    runs,
  );
});
