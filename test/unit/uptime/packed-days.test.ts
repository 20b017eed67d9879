import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/engine/periods";
import { CONDITIONS, type Condition, type Day } from "@/lib/core/uptime/days";
import { decodeDay, encodeDay, parseEntries, toPacked } from "@/lib/core/uptime/packed-days";
import fc from "../../support/fast-check";
import { day, HOUR, MINUTE, t } from "./support";

describe("a packed day", () => {
  test.each<[Partial<Record<Condition, number>>, string]>([
    [{ OPERATIONAL: DAY_MS }, "O"],
    [{ NO_DATA: DAY_MS }, "-"],
    [{ OPERATIONAL: DAY_MS - MINUTE, UNKNOWN: MINUTE }, "OU60000"],
    [{ OPERATIONAL: DAY_MS - HOUR - 1, DOWN: HOUR, PARTIAL: 1 }, "OD3600000P1"],
    [{ DEGRADED: DAY_MS / 2, OPERATIONAL: DAY_MS / 2 }, "GO43200000"],
    [
      { MAINTENANCE: DAY_MS - 60, DOWN: 10, PARTIAL: 10, DEGRADED: 10, UNKNOWN: 10, OPERATIONAL: 10, NO_DATA: 10 },
      "MD10P10G10U10O10-10",
    ],
  ])("%j reads %s", (ms, entry) => {
    expect(encodeDay(day(ms))).toBe(entry);
    expect(decodeDay(entry, t("04 00:00"))).toEqual(day(ms));
  });

  test.each<[string, string, Partial<Record<Condition, number>>]>([
    ["an empty one", "", { NO_DATA: DAY_MS }],
    ["one of a letter that nobody knows", "X", { NO_DATA: DAY_MS }],
    ["one in which such a letter has a part", "OX1000", { OPERATIONAL: DAY_MS - 1000, NO_DATA: 1000 }],
  ])("%s is no data, never green", (_, entry, ms) => {
    expect(decodeDay(entry, t("04 00:00"))).toEqual(day(ms));
  });
});

/** Seven shares of one day, some of them nothing. */
const closedDays: fc.Arbitrary<Day> = fc
  .array(fc.oneof(fc.constant(0), fc.constant(DAY_MS), fc.integer({ min: 0, max: DAY_MS })), {
    minLength: 6,
    maxLength: 6,
  })
  .map((cuts) => {
    const edges = [0, ...cuts.sort((a, b) => a - b), DAY_MS];
    return day(Object.fromEntries(CONDITIONS.map((c, i) => [c, (edges[i + 1] ?? 0) - (edges[i] ?? 0)])));
  });

test("packing a day and unpacking it gives the same day", () => {
  fc.assert(
    fc.property(closedDays, (some) => {
      expect(decodeDay(encodeDay(some), t("04 00:00"))).toEqual(some);
    }),
    { numRuns: 2000 },
  );
});

test("a row keeps the newest 730 days", () => {
  const entries = Array.from({ length: 731 }, (_, i) => `OU${i + 1}`);
  expect(parseEntries(toPacked(entries, t("04 00:00")))).toEqual(entries.slice(1));
});
