import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/engine/periods";
import { CONDITIONS, type Condition, sumDays, uptimePercent } from "@/lib/core/uptime/days";
import fc from "../../support/fast-check";
import { day, HOUR, MINUTE } from "./support";

describe("uptime: 100 × (1 − (down + ½ partial) / (operational + degraded + partial + down))", () => {
  test.each<[string, Partial<Record<Condition, number>>, number | null]>([
    ["all day up", { OPERATIONAL: 24 * HOUR }, 100],
    ["all day down", { DOWN: 24 * HOUR }, 0],
    ["all day partial", { PARTIAL: 24 * HOUR }, 50],
    ["all day degraded", { DEGRADED: 24 * HOUR }, 100],
    ["6 hours down of 24", { DOWN: 6 * HOUR, OPERATIONAL: 18 * HOUR }, 75],
    ["6 hours partial of 24", { PARTIAL: 6 * HOUR, OPERATIONAL: 18 * HOUR }, 87.5],
    // 14.4 minutes are a hundredth of a day.
    ["14.4 minutes down", { DOWN: 14.4 * MINUTE, OPERATIONAL: DAY_MS - 14.4 * MINUTE }, 99],
    // 1 − 7/1440 = 99.5138… %
    ["7 minutes down", { DOWN: 7 * MINUTE, OPERATIONAL: 1433 * MINUTE }, 99.51],
    ["one millisecond down is not 100", { DOWN: 1, OPERATIONAL: DAY_MS - 1 }, 99.99],
    ["one millisecond partial is not 100", { PARTIAL: 1, OPERATIONAL: DAY_MS - 1 }, 99.99],
    ["one millisecond up is not 1", { OPERATIONAL: 1, DOWN: DAY_MS - 1 }, 0],
    [
      "what is left out changes nothing",
      { DOWN: HOUR, OPERATIONAL: HOUR, MAINTENANCE: 20 * HOUR, UNKNOWN: HOUR, NO_DATA: HOUR },
      50,
    ],
    ["nothing to judge", { MAINTENANCE: 20 * HOUR, UNKNOWN: 3 * HOUR, NO_DATA: HOUR }, null],
  ])("%s", (_, ms, expected) => {
    expect(uptimePercent(sumDays([day(ms)]))).toBe(expected);
  });

  test("several days count by their time, not by their percentages", () => {
    expect(uptimePercent(sumDays([day({ DOWN: HOUR, MAINTENANCE: 23 * HOUR }), day({ OPERATIONAL: 24 * HOUR })]))).toBe(
      96,
    );
  });

  test("of no days there is none", () => {
    expect(uptimePercent(sumDays([]))).toBeNull();
  });
});

const days = fc.array(
  fc
    .tuple(...CONDITIONS.map(() => fc.oneof(fc.constant(0), fc.constant(1), fc.integer({ min: 0, max: DAY_MS }))))
    .map((ms) => day(Object.fromEntries(CONDITIONS.map((c, i) => [c, ms[i] ?? 0])))),
  { maxLength: 730 },
);

test("lies within 0 and 100, has two decimals, and is 100 exactly when there was no downtime", () => {
  fc.assert(
    fc.property(days, (some) => {
      const percent = uptimePercent(sumDays(some));
      const sum = (c: Condition) => some.reduce((total, { ms }) => total + ms[c], 0);
      const judged = sum("OPERATIONAL") + sum("DEGRADED") + sum("PARTIAL") + sum("DOWN");
      expect(percent === null).toBe(judged === 0);
      if (percent === null) return;
      expect(percent).toBeGreaterThanOrEqual(0);
      expect(percent).toBeLessThanOrEqual(100);
      expect(percent).toBe(Number(percent.toFixed(2)));
      expect(percent === 100).toBe(sum("DOWN") + sum("PARTIAL") === 0);
      const exact = 100 * (1 - (sum("DOWN") + 0.5 * sum("PARTIAL")) / judged);
      expect(Math.abs(exact - percent)).toBeLessThan(0.0101);
      expect(percent).toBeLessThanOrEqual(exact + 1e-9);
    }),
    { numRuns: 300 },
  );
});
