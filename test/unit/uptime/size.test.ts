import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/engine/periods";
import type { State } from "@/lib/core/engine/states";
import { lastDays, sumDays, type Transition, uptimePercent } from "@/lib/core/uptime/days";
import { closeDays, type PackedDays, parseEntries, recentDays } from "@/lib/core/uptime/packed-days";
import { cpuMillis } from "../../support/cpu-time";
import { HOUR, t } from "./support";

const NOW = t("20 12:00");
const SURFACES = 23;

/** 730 days and a half, each with these states, the first at midnight and the others evenly after it. */
const history = (states: readonly State[]): Transition[] =>
  Array.from({ length: 731 }, (_, i) => NOW - 12 * HOUR - (730 - i) * DAY_MS).flatMap((midnight) =>
    states.map((state, n) => ({ at: midnight + Math.floor((n * DAY_MS) / states.length), state })),
  );

test.each<[string, readonly State[], number]>([
  ["quiet", ["OPERATIONAL"], 3_000],
  ["disturbed on every single day", ["OPERATIONAL", "DOWN", "UNKNOWN", "OPERATIONAL", "OPERATIONAL"], 22_000],
  [
    "in every state on every single day",
    ["DOWN", "PARTIAL", "DEGRADED", "MAINTENANCE", "UNKNOWN", "OPERATIONAL"],
    44_000,
  ],
])("730 days that were %s fit into a row of a few kilobytes", (_, states, maxBytes) => {
  const packed = closeDays(null, history(states), NOW) as PackedDays;
  expect(parseEntries(packed)).toHaveLength(730);
  expect(packed.days.length).toBeLessThan(maxBytes);
});

test("90 days of 23 surfaces with 730 disturbed days each are told in milliseconds", () => {
  const timeline = history(["OPERATIONAL", "DOWN", "UNKNOWN", "OPERATIONAL"]);
  const packed = closeDays(null, timeline, NOW);
  const told = { packed, timeline: timeline.slice(-4) };
  const view = () =>
    Array.from({ length: SURFACES }, () => recentDays(told, lastDays(90, NOW))).map((days) => [
      uptimePercent(sumDays(days.slice(-30))),
      uptimePercent(sumDays(days)),
    ]);
  view();
  const fastest = Math.min(...Array.from({ length: 5 }, () => cpuMillis(view)));
  expect(fastest).toBeLessThan(50);
});

test("a first night that closes 730 days of 100 changes each takes well under a second", () => {
  const timeline = history(Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? "OPERATIONAL" : "DOWN")));
  expect(cpuMillis(() => closeDays(null, timeline, NOW))).toBeLessThan(1000);
});
