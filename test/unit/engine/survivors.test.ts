import { describe, expect, test } from "vitest";
import type { Report } from "@/lib/core/engine/decide";
import { worstState } from "@/lib/core/engine/states";
import {
  clock,
  close,
  degraded,
  down,
  failedPoll,
  healthy,
  itHolds,
  okAt,
  pin,
  plan,
  probeSurface,
  reading,
  reads,
  release,
  run,
  ticket,
  ticks,
} from "./support";

describe("two sources on one surface", () => {
  itHolds([
    ["a small ticket takes nothing from three failures", down(), [[10, ticket("t", "degraded")]], { state: "DOWN" }],
    [
      "a partner that falls silent takes nothing from a healthy probe",
      healthy(),
      ticks(failedPoll, 10, 20, 30),
      { state: "OPERATIONAL", source: "prober" },
    ],
    [
      "the end of a ticket turns nothing green that no probe has seen",
      probeSurface(),
      [
        [10, ticket("t", "degraded")],
        [20, close("t")],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "a probe at the very end of maintenance, reported before it, ends it at once",
      healthy(),
      [
        [5, plan("w", 10, 100)],
        [95, okAt(100)],
        [100, clock],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "of two that claim the same the one that decided before keeps deciding",
      degraded(),
      [[10, reads("DEGRADED")]],
      { state: "DEGRADED", source: "prober" },
    ],
    [
      "a partner that an operator has cleared doesn't count beside a new ticket",
      reading("DOWN"),
      [
        [10, release()],
        [20, ticket("t", "degraded")],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
  ]);
});

test("of no states at all the worst is UNKNOWN", () => {
  expect(worstState([])).toBe("UNKNOWN");
});

test("an operator's note is logged, also where it says what was said", () => {
  const note: Report = { kind: "note", actor: "ops", note: null };
  expect(run(healthy(), [[10, note]]).changes).toHaveLength(1);
});

test("a pin that is written again and released is one incident", () => {
  const script = [
    [0, pin("PARTIAL")],
    [10, pin("DOWN")],
    [20, release()],
  ] as const;
  const { incidents } = run(healthy(), script);
  expect(incidents.map(({ op }) => op)).toEqual(["open", "update", "close"]);
  expect(new Set(incidents.map(({ key }) => key)).size).toBe(1);
});
