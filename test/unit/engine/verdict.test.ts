import { describe, expect, test } from "vitest";
import { down, healthy, itHolds, plan, probeSurface, run, ticket, ticks, told, verdict } from "./support";

describe("an outside prober's verdict has its hysteresis done", () => {
  const verdictCases = [
    [
      "OPERATIONAL counts as 3 ok",
      probeSurface(),
      "OPERATIONAL",
      { state: "OPERATIONAL", source: "prober", since: 60 },
    ],
    ["OPERATIONAL ends DOWN", down(), "OPERATIONAL", { state: "OPERATIONAL" }],
    ["DEGRADED counts as 1 failure", healthy(), "DEGRADED", { state: "DEGRADED", since: 60 }],
    ["DEGRADED leaves UNKNOWN", probeSurface(), "DEGRADED", { state: "UNKNOWN" }],
    ["DOWN counts as 3 failures", healthy(), "DOWN", { state: "DOWN", source: "prober", since: 60 }],
    ["DOWN counts from UNKNOWN too", probeSurface(), "DOWN", { state: "DOWN" }],
  ] as const;
  itHolds(verdictCases.map(([sentence, given, word, then]) => [sentence, given, [[60, verdict(word)]], then]));
  itHolds([
    [
      "DOWN and a ticket, then OPERATIONAL: DEGRADED, softened",
      down(),
      [
        [1, ticket("t", "down")],
        [60, verdict("OPERATIONAL")],
      ],
      { state: "DEGRADED", source: "prober" },
    ],
    [
      "a second DEGRADED is the second failure",
      healthy(),
      ticks(verdict("DEGRADED"), 60, 120),
      { state: "DEGRADED", since: 60 },
    ],
    [
      "the same verdict delivered thrice is one",
      healthy(),
      ticks(verdict("DEGRADED")(60), 60, 61, 62),
      { state: "DEGRADED" },
    ],
    [
      "OPERATIONAL is the first result after maintenance too",
      healthy(),
      [
        [1, plan("w", 1, 60)],
        [60, verdict("OPERATIONAL")],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "DOWN at the window's end is DOWN",
      healthy(),
      [
        [1, plan("w", 1, 60)],
        [60, verdict("DOWN")],
      ],
      { state: "DOWN" },
    ],
  ]);

  test("a verdict is one change, not three", () => {
    expect(told(run(healthy(), [[60, verdict("DOWN")]]).changes)).toEqual(["OPERATIONAL → DOWN by prober at 60"]);
  });
});
