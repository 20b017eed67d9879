import { describe, expect, test } from "vitest";
import {
  bareSurface,
  clock,
  close,
  failed,
  healthy,
  itHolds,
  live,
  ok,
  okAt,
  partnerSurface,
  plan,
  reading,
  reads,
  run,
  seenAt,
  ticket,
  ticks,
  told,
} from "./support";

/** In a window until 60. */
const inWindow = () => run(healthy(), [[1, plan("w", 1, 60, "Upgrade.")]]).surface;

describe("none within 90 s of the end gives UNKNOWN", () => {
  itHolds([
    ["at exactly 90 s it may still come", inWindow(), [[150, ok]], { state: "OPERATIONAL" }],
    [
      "a moment later it is UNKNOWN, since the 90 s were over",
      inWindow(),
      [[150.001, clock]],
      { state: "UNKNOWN", since: 150, until: null, note: null },
    ],
    [
      "with open tickets too",
      inWindow(),
      [
        [10, ticket("t", "down", { note: "n" })],
        [151, clock],
      ],
      { state: "UNKNOWN", pending: true, note: "n" },
    ],
    [
      "a result from before the end is none",
      inWindow(),
      [
        [61, okAt(59)],
        [151, clock],
      ],
      { state: "UNKNOWN" },
    ],
    [
      "then one or two failures leave UNKNOWN",
      inWindow(),
      [[151, clock], ...ticks(failed, 160, 220)],
      { state: "UNKNOWN" },
    ],
    [
      "then three ok give OPERATIONAL",
      inWindow(),
      [[151, clock], ...ticks(ok, 160, 220, 280)],
      { state: "OPERATIONAL" },
    ],
    [
      "then a ticket's report decides",
      inWindow(),
      [
        [151, clock],
        [152, ticket("t", "partial")],
      ],
      { state: "PARTIAL", source: "freescout" },
    ],
  ]);

  test("a reader sees it without a tick", () => {
    expect(seenAt(inWindow(), 60)).toMatchObject({ state: "MAINTENANCE", since: 1 });
    expect(seenAt(inWindow(), 150).state).toBe("MAINTENANCE");
    expect(seenAt(inWindow(), 150.001)).toMatchObject({ state: "UNKNOWN", since: 150, until: null });
  });

  test("a dead cron's tick writes it with its own effective_at", () => {
    const { changes } = run(inWindow(), [[9000, clock]]);
    expect(told(changes).at(-1)).toBe("MAINTENANCE → UNKNOWN by schedule at 150");
  });
});

describe("a surface without a probe gets what tickets and partner say, else OPERATIONAL, at once", () => {
  const w = plan("w", 10, 60);
  itHolds([
    [
      "nothing said: OPERATIONAL",
      live(),
      [
        [10, w],
        [60, clock],
      ],
      { state: "OPERATIONAL", source: "schedule", since: 60, until: null },
    ],
    [
      "its ticket",
      live(),
      [
        [5, ticket("t", "partial", { note: "n" })],
        [10, w],
        [60, clock],
      ],
      { state: "PARTIAL", source: "freescout", since: 60, note: "n" },
    ],
    [
      "a ticket that opened in the window",
      bareSurface(),
      [
        [10, w],
        [20, ticket("t", "down")],
        [60, clock],
      ],
      { state: "DOWN", source: "freescout" },
    ],
    [
      "a ticket that closed in the window says nothing",
      live(),
      [
        [5, ticket("t", "down")],
        [10, w],
        [20, close("t")],
        [60, clock],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "its partner",
      reading("DEGRADED"),
      [
        [10, w],
        [60, clock],
      ],
      { state: "DEGRADED", source: "3p_poller" },
    ],
    [
      "the partner's last word in the window",
      partnerSurface(),
      [
        [10, w],
        [20, reads("DOWN")],
        [60, clock],
      ],
      { state: "DOWN", source: "3p_poller", since: 60 },
    ],
    [
      "the worst of both",
      reading("DEGRADED"),
      [
        [10, w],
        [20, ticket("t", "partial")],
        [60, clock],
      ],
      { state: "PARTIAL", source: "freescout" },
    ],
  ]);
});
