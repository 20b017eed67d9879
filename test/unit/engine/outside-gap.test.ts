import { describe, expect, test } from "vitest";
import {
  bareSurface,
  clock,
  itHolds,
  live,
  ok,
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
  verdict,
} from "./support";

describe("an outside prober that falls silent, on a surface without a probe", () => {
  const unknown = (since: number) => ({ state: "UNKNOWN", source: "prober", since }) as const;
  itHolds([
    [
      "its OPERATIONAL holds for 5 minutes",
      bareSurface(),
      [
        [0, verdict("OPERATIONAL")],
        [300, clock],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "and is UNKNOWN after them",
      bareSurface(),
      [
        [0, verdict("OPERATIONAL")],
        [300.001, clock],
      ],
      unknown(300),
    ],
    [
      "so is its DOWN",
      bareSurface(),
      [
        [0, verdict("DOWN")],
        [301, clock],
      ],
      unknown(300),
    ],
    [
      "and its DEGRADED",
      live(),
      [
        [1, verdict("DEGRADED")],
        [302, clock],
      ],
      unknown(301),
    ],
    [
      "each result starts the 5 minutes anew",
      bareSurface(),
      ticks(verdict("DOWN"), 0, 290, 580, 870),
      { state: "DOWN", since: 0 },
    ],
    [
      "what an operator took live and it then confirmed is lost too",
      live(),
      [
        [9, ok],
        [400, clock],
      ],
      unknown(309),
    ],
    [
      "a manual OPERATIONAL counts as a result",
      bareSurface(),
      [
        [0, verdict("DOWN")],
        [200, release()],
        [500, clock],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "an open ticket goes on deciding",
      bareSurface(),
      [
        [0, verdict("DOWN")],
        [9, ticket("t", "degraded")],
        [400, clock],
      ],
      { state: "DEGRADED", source: "freescout" },
    ],
    [
      "so does a partner",
      reading("DEGRADED"),
      [
        [1, verdict("DOWN")],
        [200, reads("DEGRADED")],
        [400, clock],
      ],
      { state: "DEGRADED", source: "3p_poller" },
    ],
    [
      "but silence makes nothing OPERATIONAL: that is left to the next reading",
      reading("OPERATIONAL"),
      [
        [1, verdict("DOWN")],
        [200, reads("OPERATIONAL")],
        [302, clock],
      ],
      unknown(301),
    ],
    [
      "an override outlasts it",
      bareSurface(),
      [
        [0, verdict("DOWN")],
        [9, pin("PARTIAL")],
        [900, clock],
      ],
      { state: "PARTIAL", source: "manual" },
    ],
    [
      "and what it leaves behind is no better than its age",
      bareSurface(),
      [
        [0, verdict("DOWN")],
        [9, pin("PARTIAL", { expires: 900 })],
        [901, clock],
      ],
      unknown(900),
    ],
    [
      "after a window it has 5 minutes to report",
      bareSurface(),
      [
        [0, verdict("OPERATIONAL")],
        [9, plan("w", 9, 900)],
        [1199, clock],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "and is UNKNOWN after them, too",
      bareSurface(),
      [
        [0, verdict("OPERATIONAL")],
        [9, plan("w", 9, 900)],
        [1201, clock],
      ],
      unknown(1200),
    ],
    [
      "it is heard again",
      bareSurface(),
      [
        [0, verdict("DOWN")],
        [900, verdict("OPERATIONAL")],
      ],
      { state: "OPERATIONAL", since: 900 },
    ],
  ]);

  test("readers see it without a tick, and it is written once", () => {
    const reported = run(bareSurface(), [[0, verdict("OPERATIONAL")]]).surface;
    expect(seenAt(reported, 1e6)).toMatchObject(unknown(300));
    expect(told(run(reported, ticks(clock, 400, 500, 9000)).changes)).toEqual([
      "OPERATIONAL → UNKNOWN by prober at 300",
    ]);
  });
});
