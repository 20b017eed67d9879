import { describe, expect, test } from "vitest";
import {
  bareSurface,
  clock,
  close,
  degraded,
  down,
  failed,
  healthy,
  itHolds,
  live,
  ok,
  pin,
  plan,
  probeSurface,
  reading,
  release,
  run,
  seenAt,
  ticket,
  ticks,
  told,
} from "./support";

describe("no probe for over 90 s", () => {
  itHolds([
    ["at exactly 90 s nothing has happened", healthy(), [[90, clock]], { state: "OPERATIONAL" }],
    [
      "a moment later OPERATIONAL is UNKNOWN, since the 90 s were over",
      healthy(),
      [[90.001, clock]],
      { state: "UNKNOWN", source: "prober", since: 90 },
    ],
    ["DEGRADED without a ticket is UNKNOWN", degraded(), [[90.001, clock]], { state: "UNKNOWN", since: 90 }],
    [
      "DEGRADED with an open ticket stays",
      degraded(),
      [
        [1, ticket("t", "degraded")],
        [1000, clock],
      ],
      { state: "DEGRADED", pending: true },
    ],
    ["DOWN stays", down(), [[1000, clock]], { state: "DOWN", since: 0 }],
    [
      "PARTIAL stays",
      healthy(),
      [
        [1, ticket("t", "partial")],
        [1000, clock],
      ],
      { state: "PARTIAL" },
    ],
    [
      "UNKNOWN stays",
      probeSurface(),
      [
        [0, ok],
        [1000, clock],
      ],
      { state: "UNKNOWN", since: -600 },
    ],
    [
      "MAINTENANCE stays while its window runs",
      healthy(),
      [
        [1, plan("w", 1, 5000)],
        [1000, clock],
      ],
      { state: "MAINTENANCE" },
    ],
    [
      "a pin stays",
      healthy(),
      [
        [1, pin("DEGRADED")],
        [1000, clock],
      ],
      { state: "DEGRADED", source: "manual" },
    ],
    [
      "OPERATIONAL with an open ticket, after a release, is UNKNOWN too",
      healthy(),
      [
        [1, ticket("t", "down")],
        [2, release()],
        [93, clock],
      ],
      { state: "UNKNOWN", pending: true },
    ],
    ["a surface without a probe has no gap", live(), [[1e6, clock]], { state: "OPERATIONAL" }],
    [
      "a result of 90 s ago at the latest closes it",
      healthy(),
      ticks(ok, 90, 180, 270),
      { state: "OPERATIONAL", since: 0 },
    ],
    ["a late result finds it already lost", healthy(), [[91, ok]], { state: "UNKNOWN", since: 90 }],
  ]);
});

describe("the 90 s count from the latest of last_probe_at, state_since and the last manual OPERATIONAL", () => {
  const reopened = () =>
    run(healthy(), [
      [10, ticket("t", "degraded")],
      [200, close("t")],
    ]).surface;
  itHolds([
    ["state_since: a close at 200 stands at 290", reopened(), [[290, clock]], { state: "OPERATIONAL", since: 200 }],
    ["state_since: and is lost after it", reopened(), [[290.001, clock]], { state: "UNKNOWN", since: 290 }],
    [
      "manual OPERATIONAL: one that changed nothing at 60 stands at 150",
      healthy(),
      [
        [60, release()],
        [150, clock],
      ],
      { state: "OPERATIONAL", since: 0 },
    ],
    [
      "manual OPERATIONAL: and is lost after it",
      healthy(),
      [
        [60, release()],
        [150.001, clock],
      ],
      { state: "UNKNOWN", since: 150 },
    ],
    [
      "manual OPERATIONAL: of a surface never probed is lost 90 s later",
      probeSurface(),
      [
        [0, release()],
        [91, clock],
      ],
      { state: "UNKNOWN", source: "prober", since: 90 },
    ],
    [
      "last_probe_at: a failure is a probe too",
      healthy(),
      [
        [60, failed],
        [150, clock],
      ],
      { state: "DEGRADED" },
    ],
  ]);
});

describe("streaks restart", () => {
  itHolds([
    [
      "two ok before a gap and two after make no three",
      probeSurface(),
      ticks(ok, 0, 60, 200, 260),
      { state: "UNKNOWN" },
    ],
    [
      "two failures before a gap and two after make no three",
      probeSurface(),
      ticks(failed, 0, 60, 200, 260),
      { state: "UNKNOWN" },
    ],
    ["DOWN waits for three ok after the gap", down(), ticks(ok, 60, 120, 300, 360), { state: "DOWN" }],
    ["and gets them", down(), ticks(ok, 60, 120, 300, 360, 420), { state: "OPERATIONAL", since: 420 }],
    [
      "under a pin too",
      healthy(),
      [
        [1, pin("DEGRADED", { expires: 300 })],
        [300, clock],
      ],
      { state: "UNKNOWN", since: 300 },
    ],
    [
      "in maintenance too",
      healthy(),
      [
        [1, ticket("t", "degraded")],
        [2, plan("w", 2, 400)],
        ...ticks(failed, 60, 120),
        [300, failed],
        [310, ticket("t", "partial")],
        [400, ok],
      ],
      { state: "PARTIAL" },
    ],
  ]);

  test("while last_probe_at and last_probe_ok stay what they were", () => {
    const { surface } = run(healthy(), [[500, clock]]);
    expect(surface.probe).toMatchObject({ lastAt: healthy().probe.lastAt, lastOk: true, okStreak: 0, failStreak: 0 });
  });

  test("a restart alone is no audit row", () => {
    expect(run(down(), [[500, clock]]).changes).toEqual([]);
  });
});

describe("at read time 120 s, since a tick may itself take 25 s", () => {
  test.each([
    [90.001, "OPERATIONAL"],
    [120, "OPERATIONAL"],
    [120.001, "UNKNOWN"],
    [1e6, "UNKNOWN"],
  ])("a reader at %d s sees %s", (seconds, state) => {
    expect(seenAt(healthy(), seconds).state).toBe(state);
  });

  test("a dead cron shows UNKNOWN, and stores nothing", () => {
    const stored = healthy();
    expect(seenAt(stored, 1000)).toMatchObject({ state: "UNKNOWN", source: "prober" });
    expect(stored.state).toBe("OPERATIONAL");
  });

  test("a dead cron leaves surfaces without a probe as they are", () => {
    expect(seenAt(live(), 1e6).state).toBe("OPERATIONAL");
    expect(seenAt(bareSurface(), 1e6).state).toBe("UNKNOWN");
    expect(seenAt(reading("DEGRADED"), 121).state).toBe("DEGRADED");
  });

  test("the next tick writes the change with its own effective_at", () => {
    expect(told(run(healthy(), [[500, ok]]).changes)).toEqual(["OPERATIONAL → UNKNOWN by prober at 90"]);
  });
});
