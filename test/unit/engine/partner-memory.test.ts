import { describe, expect, test } from "vitest";
import {
  clock,
  failedPoll,
  healthy,
  itHolds,
  pin,
  plan,
  reading,
  reads,
  release,
  run,
  seenAt,
  ticket,
  ticks,
  told,
} from "./support";

describe("a last good reading older than 5 minutes reads UNKNOWN", () => {
  itHolds([
    ["at exactly 5 minutes it stands", reading("OPERATIONAL"), [[300, clock]], { state: "OPERATIONAL" }],
    [
      "a moment later it is UNKNOWN, since the 5 minutes were over",
      reading("OPERATIONAL"),
      [[300.001, clock]],
      { state: "UNKNOWN", source: "3p_poller", since: 300 },
    ],
    ["a bad one too", reading("DOWN"), [[301, clock]], { state: "UNKNOWN" }],
    [
      "failed polls do not keep it young",
      reading("DEGRADED"),
      [...ticks(failedPoll, 240, 290), [301, clock]],
      { state: "UNKNOWN", since: 300 },
    ],
    [
      "good ones do",
      reading("DEGRADED"),
      [
        [290, reads("DEGRADED")],
        [301, clock],
      ],
      { state: "DEGRADED", since: 0 },
    ],
    [
      "a ticket decides over it",
      reading("DOWN"),
      [
        [10, ticket("t", "degraded")],
        [301, clock],
      ],
      { state: "DEGRADED", source: "freescout", since: 300 },
    ],
    [
      "a pin decides over it",
      reading("DOWN"),
      [
        [10, pin("PARTIAL")],
        [301, clock],
      ],
      { state: "PARTIAL" },
    ],
    [
      "under a pin it is remembered",
      reading("DOWN"),
      [
        [10, pin("PARTIAL", { expires: 400 })],
        [401, clock],
      ],
      { state: "UNKNOWN", since: 400 },
    ],
    [
      "in a window it is remembered",
      reading("DOWN"),
      [
        [10, plan("w", 10, 400)],
        [401, clock],
      ],
      { state: "UNKNOWN", since: 400 },
    ],
  ]);

  test("a reader sees it without a tick, and the next tick writes it with its own time", () => {
    expect(seenAt(reading("OPERATIONAL"), 300).state).toBe("OPERATIONAL");
    expect(seenAt(reading("OPERATIONAL"), 300.001)).toMatchObject({ state: "UNKNOWN", since: 300 });
    expect(told(run(reading("OPERATIONAL"), [[999, clock]]).changes)).toEqual([
      "OPERATIONAL → UNKNOWN by 3p_poller at 300",
    ]);
  });
});

describe("recorded while something stands above", () => {
  itHolds([
    [
      "a reading leaves a pin",
      reading("OPERATIONAL"),
      [
        [10, pin("DEGRADED", { note: "n" })],
        [60, reads("DOWN")],
      ],
      { state: "DEGRADED", source: "manual", note: "n" },
    ],
    [
      "and counts when it expires",
      reading("OPERATIONAL"),
      [
        [10, pin("DEGRADED", { expires: 100 })],
        [60, reads("DOWN")],
        [100, clock],
      ],
      { state: "DOWN", source: "3p_poller", since: 100 },
    ],
    [
      "a reading in a window counts at its end",
      reading("OPERATIONAL"),
      [
        [10, plan("w", 10, 100)],
        [60, reads("PARTIAL")],
        [100, clock],
      ],
      { state: "PARTIAL", source: "3p_poller", since: 100 },
    ],
    [
      "a release silences the reading until the next",
      reading("DOWN"),
      [
        [10, release()],
        [20, clock],
      ],
      { state: "OPERATIONAL", source: "manual", since: 10 },
    ],
    [
      "the next reading takes part again",
      reading("DOWN"),
      [
        [10, release()],
        [60, reads("DOWN")],
      ],
      { state: "DOWN", source: "3p_poller", since: 60 },
    ],
    [
      "one failed poll after a release changes nothing",
      reading("DOWN"),
      [
        [10, release()],
        [60, failedPoll],
      ],
      { state: "OPERATIONAL", source: "manual" },
    ],
    [
      "a ticket after a release is judged without the silenced reading",
      reading("DOWN"),
      [
        [10, release()],
        [20, ticket("t", "degraded")],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "a partner of a probed surface counts beside its probe",
      healthy(),
      [[10, reads("PARTIAL")]],
      { state: "PARTIAL", source: "3p_poller" },
    ],
  ]);
});
