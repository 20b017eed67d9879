import { describe, expect, test } from "vitest";
import {
  bareSurface,
  clock,
  down,
  failed,
  failedAt,
  healthy,
  itHolds,
  live,
  ok,
  pin,
  plan,
  reading,
  release,
  run,
  seenAt,
  steps,
  ticket,
  ticks,
  told,
} from "./support";

describe("expires_at ends the pin: resolved anew from what is stored", () => {
  const until100 = pin("PARTIAL", { expires: 100 });
  itHolds([
    [
      "a moment before it holds",
      healthy(),
      [
        [50, until100],
        [99.999, clock],
      ],
      { state: "PARTIAL" },
    ],
    [
      "at its time it is over",
      healthy(),
      [
        [50, until100],
        [60, ok],
        [100, clock],
      ],
      { state: "OPERATIONAL", source: "prober", since: 100 },
    ],
    [
      "a running window comes first",
      healthy(),
      [
        [50, until100],
        [60, plan("w", 60, 900)],
        [70, ticket("t", "down")],
        [100, clock],
      ],
      { state: "MAINTENANCE", source: "schedule", until: 900, since: 100 },
    ],
    [
      "a failure streak of 3 gives DOWN",
      healthy(),
      [[1, until100], ...ticks(failed, 30, 60, 90), [100, clock]],
      { state: "DOWN", source: "prober" },
    ],
    [
      "a failure streak of 1 gives DEGRADED",
      healthy(),
      [
        [1, until100],
        [60, failed],
        [100, clock],
      ],
      { state: "DEGRADED", source: "prober" },
    ],
    [
      "a failure streak of 2 gives DEGRADED",
      healthy(),
      [[1, until100], ...ticks(failed, 60, 90), [100, clock]],
      { state: "DEGRADED", source: "prober" },
    ],
    [
      "the partner's reading",
      reading("DOWN"),
      [
        [1, until100],
        [100, clock],
      ],
      { state: "DOWN", source: "3p_poller" },
    ],
    [
      "an operational reading",
      reading("OPERATIONAL"),
      [
        [1, until100],
        [100, clock],
      ],
      { state: "OPERATIONAL", source: "3p_poller" },
    ],
    [
      "the tickets",
      healthy(),
      [
        [1, ticket("t", "degraded")],
        [50, until100],
        [100, clock],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "the worst of several sources",
      reading("DEGRADED"),
      [
        [1, until100],
        [50, ticket("t", "down")],
        [100, clock],
      ],
      { state: "DOWN", source: "freescout" },
    ],
    [
      "two ok are no streak: UNKNOWN",
      down(),
      [[1, until100], ...ticks(ok, 60, 90), [100, clock]],
      { state: "UNKNOWN" },
    ],
    ["three ok are", down(), [[1, until100], ...ticks(ok, 30, 60, 90), [100, clock]], { state: "OPERATIONAL" }],
    [
      "nothing stored: UNKNOWN",
      live(),
      [
        [1, until100],
        [100, clock],
      ],
      { state: "UNKNOWN" },
    ],
    [
      "a window that ended meanwhile is gone",
      reading("OPERATIONAL"),
      [
        [1, until100],
        [2, plan("w", 2, 50)],
        [100, clock],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "tickets that a release had silenced count again",
      live(),
      [
        [1, ticket("t", "down")],
        [2, release()],
        [3, until100],
        [100, clock],
      ],
      { state: "DOWN", source: "freescout" },
    ],
  ]);

  test("a reader sees it without a tick", () => {
    const { surface } = run(reading("OPERATIONAL"), [[50, until100]]);
    expect(seenAt(surface, 99.999).state).toBe("PARTIAL");
    expect(seenAt(surface, 100)).toMatchObject({ state: "OPERATIONAL", since: 100, note: null });
  });

  test("the next tick writes it with its own effective_at, and closes the incident then", () => {
    const { changes, incidents } = run(reading("OPERATIONAL"), [
      [50, until100],
      [160, clock],
    ]);
    expect(told(changes)).toEqual(["OPERATIONAL → PARTIAL by manual at 50", "PARTIAL → OPERATIONAL by manual at 100"]);
    expect(steps(incidents)).toEqual(["open partial at 50", "close at 100"]);
  });
});

describe("a manual MAINTENANCE may carry maintenance_until, which ends it like a window", () => {
  const until100 = pin("MAINTENANCE", { until: 100, note: "Upgrade." });
  const pinned = () =>
    run(healthy(), [
      [1, until100],
      [60, ok],
    ]).surface;
  itHolds([
    ["it shows its end", pinned(), [], { state: "MAINTENANCE", source: "manual", until: 100, note: "Upgrade." }],
    [
      "the first probe at or after the end decides: ok",
      pinned(),
      [[100, ok]],
      { state: "OPERATIONAL", source: "prober", since: 100, note: null, until: null },
    ],
    [
      "the first probe at or after the end decides: a failure",
      pinned(),
      [[120, failed]],
      { state: "DOWN", source: "prober", since: 120 },
    ],
    ["a result from before the end does not", pinned(), [[101, failedAt(99)]], { state: "MAINTENANCE" }],
    ["silence for 90 s gives UNKNOWN", pinned(), [[190.001, clock]], { state: "UNKNOWN", since: 190 }],
    [
      "its open tickets are asked",
      pinned(),
      [
        [70, ticket("t", "partial")],
        [100, ok],
      ],
      { state: "PARTIAL", source: "freescout" },
    ],
    [
      "without a probe OPERATIONAL at once",
      bareSurface(),
      [
        [1, until100],
        [100, clock],
      ],
      { state: "OPERATIONAL", since: 100 },
    ],
    [
      "a window that goes on goes on",
      healthy(),
      [
        [1, plan("w", 1, 900)],
        [2, until100],
        [100, clock],
      ],
      { state: "MAINTENANCE", source: "schedule", until: 900, since: 1 },
    ],
    [
      "an earlier expires_at ends it as a pin",
      bareSurface(),
      [
        [1, pin("MAINTENANCE", { until: 100, expires: 50 })],
        [50, clock],
      ],
      { state: "UNKNOWN", since: 50 },
    ],
  ]);
});
