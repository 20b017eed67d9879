import { describe, expect, test } from "vitest";
import {
  clock,
  degraded,
  down,
  failed,
  failedAt,
  healthy,
  itHolds,
  ok,
  okAt,
  pin,
  plan,
  probeSurface,
  release,
  run,
  ticket,
  ticks,
} from "./support";

describe("a result is identified by its exact checked_at", () => {
  itHolds([
    [
      "the same failure counts once, however often delivered",
      healthy(),
      [[60, failed], ...ticks(failedAt(60), 60, 61, 62, 63)],
      { state: "DEGRADED", since: 60 },
    ],
    [
      "the same checked_at with another result changes nothing",
      degraded(),
      ticks(okAt(0), 1, 2, 3),
      { state: "DEGRADED" },
    ],
    ["results a second apart each count", healthy(), ticks(failed, 1, 2, 3), { state: "DOWN", since: 3 }],
    [
      "results a millisecond apart each count",
      healthy(),
      ticks(failed, 1, 1.001, 1.002),
      { state: "DOWN", since: 1.002 },
    ],
    [
      "a result taken up to 5 minutes ahead counts as it is",
      healthy(),
      [[60, failedAt(300)], ...ticks(ok, 90, 120)],
      { state: "DEGRADED", since: 60 },
    ],
    [
      "late results in order each count",
      healthy(),
      [
        [60, failedAt(40)],
        [60, failedAt(50)],
        [60, failedAt(60)],
      ],
      { state: "DOWN", since: 60 },
    ],
  ]);

  test.each([
    ["an older failure", 60, failedAt(59.999)],
    ["a far older failure", 60, failedAt(-60)],
    ["a replay", 60, okAt(60)],
    ["a contradiction of the newest", 60, failedAt(60)],
  ])("%s changes nothing at all", (_, newest, report) => {
    const before = run(healthy(), [[newest, ok]]).surface;
    const { surface, changes } = run(before, [[61, report]]);
    expect(changes).toEqual([]);
    expect({ ...surface, updatedAt: 0 }).toEqual({ ...before, updatedAt: 0 });
  });

  test("an older result breaks no streak", () => {
    const { surface } = run(healthy(), [
      [60, failed],
      [120, failed],
      [121, okAt(90)],
      [180, failed],
    ]);
    expect(surface.state).toBe("DOWN");
  });
});

describe("failures", () => {
  itHolds([
    ["one leaves UNKNOWN", probeSurface(), ticks(failed, 0), { state: "UNKNOWN", since: -600 }],
    ["two leave UNKNOWN", probeSurface(), ticks(failed, 0, 60), { state: "UNKNOWN", since: -600 }],
    ["the third takes UNKNOWN DOWN", probeSurface(), ticks(failed, 0, 60, 120), { state: "DOWN", since: 120 }],
    [
      "an ok between them starts the count again",
      healthy(),
      [
        [60, failed],
        [120, failed],
        [180, ok],
        [240, failed],
        [300, failed],
      ],
      { state: "DEGRADED" },
    ],
    ["a fourth changes nothing", down(), ticks(failed, 60), { state: "DOWN", since: 0 }],
    [
      "the third takes a ticket's PARTIAL DOWN",
      healthy(),
      [[1, ticket("t", "partial")], ...ticks(failed, 60, 120, 180)],
      { state: "DOWN", source: "prober" },
    ],
    [
      "the third takes a ticket's DEGRADED DOWN",
      healthy(),
      [[1, ticket("t", "degraded")], ...ticks(failed, 60, 120, 180)],
      { state: "DOWN", source: "prober" },
    ],
    [
      "one leaves a ticket's PARTIAL",
      healthy(),
      [
        [1, ticket("t", "partial")],
        [60, failed],
      ],
      { state: "PARTIAL", source: "freescout" },
    ],
  ]);
});

describe("successes", () => {
  itHolds([
    [
      "a failure between them starts the count again",
      down(),
      [
        [60, ok],
        [120, ok],
        [180, failed],
        [240, ok],
        [300, ok],
      ],
      { state: "DOWN" },
    ],
    ["UNKNOWN after a gap needs three again", healthy(), [[91, clock], ...ticks(ok, 100, 160)], { state: "UNKNOWN" }],
    [
      "the third takes UNKNOWN to OPERATIONAL",
      healthy(),
      [[91, clock], ...ticks(ok, 100, 160, 220)],
      { state: "OPERATIONAL", since: 220 },
    ],
    ["more of them move nothing", healthy(), ticks(ok, 60, 120), { state: "OPERATIONAL", since: 0 }],
    [
      "PARTIAL waits for its ticket",
      healthy(),
      [[1, ticket("t", "partial")], ...ticks(ok, 60, 120, 180, 240)],
      { state: "PARTIAL" },
    ],
  ]);
});

describe("while pinned or in maintenance only the streaks move", () => {
  itHolds([
    [
      "failures leave a pin",
      healthy(),
      [[1, pin("DEGRADED")], ...ticks(failed, 60, 120, 180)],
      { state: "DEGRADED", source: "manual", since: 1 },
    ],
    [
      "successes leave a pin",
      down(),
      [[1, pin("PARTIAL")], ...ticks(ok, 60, 120, 180)],
      { state: "PARTIAL", source: "manual" },
    ],
    [
      "failures leave maintenance",
      healthy(),
      [[1, plan("w", 1, 999)], ...ticks(failed, 60, 120, 180)],
      { state: "MAINTENANCE", source: "schedule", since: 1 },
    ],
    [
      "what failed under a pin counts when it expires",
      healthy(),
      [[1, pin("DEGRADED", { expires: 185 })], ...ticks(failed, 60, 120, 180), [185, clock]],
      { state: "DOWN", source: "prober", since: 185 },
    ],
    [
      "what failed before a release goes on counting after it",
      healthy(),
      [...ticks(failed, 60, 120), [130, release()], [180, failed]],
      { state: "DOWN", source: "prober" },
    ],
  ]);

  test("last_probe_at and its result are known all the same", () => {
    const { surface } = run(healthy(), [
      [1, pin("DOWN")],
      [60, failed],
    ]);
    expect(surface.probe).toMatchObject({ failStreak: 1, okStreak: 0, lastOk: false, statusCode: 503, error: "503" });
  });
});
