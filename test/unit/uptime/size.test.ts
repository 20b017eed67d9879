import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/engine/periods";
import type { State } from "@/lib/core/engine/states";
import type { Transition } from "@/lib/core/uptime/days";
import { closeDays, type PackedDays, parseEntries } from "@/lib/core/uptime/packed-days";
import { HOUR, t } from "./support";

const NOW = t("20 12:00");

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
