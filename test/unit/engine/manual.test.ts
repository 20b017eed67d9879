import { describe, expect, test } from "vitest";
import type { State } from "@/lib/core/engine/states";
import {
  bareSurface,
  clock,
  close,
  degraded,
  down,
  failed,
  healthy,
  itHolds,
  look,
  ok,
  pin,
  plan,
  reads,
  release,
  run,
  ticket,
  ticks,
} from "./support";

const PINNABLE = ["DEGRADED", "PARTIAL", "DOWN", "MAINTENANCE", "UNKNOWN"] as const satisfies readonly State[];

describe("a state other than OPERATIONAL pins the surface", () => {
  test.each(PINNABLE)("%s, whatever it was, at once", (state) => {
    for (const from of [healthy(), degraded(), down(), bareSurface()]) {
      expect(look(run(from, [[10, pin(state)]]).surface)).toMatchObject({ state, source: "manual" });
    }
  });

  test.each(PINNABLE)("%s: no other source changes state, source or note", (state) => {
    const given = run(healthy(), [[10, pin(state, { note: "Held." })]]).surface;
    const noise = [
      ...ticks(failed, 60, 120, 180),
      ...ticks(ok, 240, 300, 360),
      [361, reads("DOWN")],
      [362, ticket("t", "down", { note: "other" })],
      [363, plan("w", 363, 900, "window")],
      [364, close("t")],
      [2000, clock],
    ] as const;
    for (let i = 1; i <= noise.length; i++) {
      const seen = look(run(given, noise.slice(0, i)).surface);
      expect(seen).toMatchObject({ state, source: "manual", note: "Held.", since: 10, until: null });
    }
  });

  itHolds([
    [
      "a ticket is recorded all the same",
      healthy(),
      [
        [10, pin("DEGRADED")],
        [20, ticket("t", "down")],
      ],
      { state: "DEGRADED", pending: true },
    ],
    [
      "a ticket's close too",
      healthy(),
      [
        [1, ticket("t", "down")],
        [10, pin("DEGRADED")],
        [20, close("t")],
      ],
      { state: "DEGRADED", pending: false },
    ],
    [
      "another pin replaces it",
      healthy(),
      [
        [10, pin("DEGRADED")],
        [20, pin("DOWN")],
      ],
      { state: "DOWN", since: 20 },
    ],
    [
      "the same pin again moves no time",
      healthy(),
      [
        [10, pin("DEGRADED")],
        [20, pin("DEGRADED")],
      ],
      { state: "DEGRADED", since: 10 },
    ],
    [
      "over a running window",
      healthy(),
      [
        [1, plan("w", 1, 900)],
        [10, pin("DOWN")],
      ],
      { state: "DOWN", source: "manual", until: null },
    ],
    [
      "over maintenance that awaits its probe",
      healthy(),
      [
        [1, plan("w", 1, 60)],
        [61, pin("PARTIAL")],
        [62, failed],
        [200, clock],
      ],
      { state: "PARTIAL" },
    ],
  ]);
});

describe("public_note", () => {
  const noted = () => run(healthy(), [[1, ticket("t", "down", { note: "Ticket's." })]]).surface;
  itHolds([
    ["is set", healthy(), [[10, pin("DOWN", { note: "Ours." })]], { note: "Ours." }],
    ["absent leaves the note", noted(), [[10, pin("DOWN")]], { note: "Ticket's." }],
    ["null clears it", noted(), [[10, pin("DOWN", { note: null })]], { note: null }],
    [
      "absent in a second pin leaves the first one's",
      healthy(),
      [
        [10, pin("DOWN", { note: "Ours." })],
        [20, pin("PARTIAL")],
      ],
      { note: "Ours." },
    ],
    [
      "absent in a release leaves it",
      healthy(),
      [
        [10, pin("DOWN", { note: "Ours." })],
        [20, release()],
      ],
      { note: "Ours." },
    ],
    [
      "null in a release clears it",
      healthy(),
      [
        [10, pin("DOWN", { note: "Ours." })],
        [20, release({ note: null })],
      ],
      { note: null },
    ],
    [
      "a release may bring its own",
      healthy(),
      [
        [10, pin("DOWN", { note: "Ours." })],
        [20, release({ note: "Over." })],
      ],
      { note: "Over." },
    ],
    [
      "a pin that expires gives the note back to the tickets",
      noted(),
      [
        [10, pin("DOWN", { note: "Ours.", expires: 50 })],
        [50, clock],
      ],
      { note: "Ticket's." },
    ],
    [
      "and clears it where there are none",
      healthy(),
      [
        [10, pin("DOWN", { note: "Ours.", expires: 50 })],
        [50, clock],
      ],
      { note: null },
    ],
  ]);
});

describe("ticket_pending shown = a ticket is open OR the manual flag", () => {
  const flagged = () => run(healthy(), [[10, pin("DEGRADED", { flag: true })]]).surface;
  itHolds([
    ["true sets the flag", flagged(), [], { pending: true }],
    ["absent leaves it", flagged(), [[20, pin("DOWN")]], { pending: true }],
    ["false clears it", flagged(), [[20, pin("DOWN", { flag: false })]], { pending: false }],
    [
      "false clears only the flag",
      flagged(),
      [
        [15, ticket("t", "down")],
        [20, pin("DOWN", { flag: false })],
      ],
      { pending: true },
    ],
    ["absent where there was none sets none", healthy(), [[10, pin("DOWN")]], { pending: false }],
    ["a release clears it", flagged(), [[20, release()]], { pending: false }],
    [
      "a release leaves the open tickets",
      flagged(),
      [
        [15, ticket("t", "down")],
        [20, release()],
      ],
      { pending: true },
    ],
    [
      "the last ticket's close leaves the flag",
      flagged(),
      [
        [15, ticket("t", "down")],
        [20, close("t")],
      ],
      { pending: true },
    ],
  ]);
});
