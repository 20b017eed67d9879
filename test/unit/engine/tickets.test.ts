import { describe, expect, test } from "vitest";
import {
  bareSurface,
  clock,
  close,
  healthy,
  itHolds,
  live,
  ok,
  pin,
  plan,
  probeSurface,
  run,
  ticket,
  ticks,
  told,
} from "./support";

describe("one ticket on a surface without a partner reading (contract §3.5)", () => {
  itHolds([
    [
      "opens: ticket_pending, its note, source freescout",
      healthy(),
      [[10, ticket("t", "degraded", { note: "Slow." })]],
      { state: "DEGRADED", source: "freescout", since: 10, pending: true, note: "Slow." },
    ],
    [
      "its severity counts, whatever the state was",
      probeSurface(),
      [[10, ticket("t", "partial")]],
      { state: "PARTIAL" },
    ],
    [
      "it may escalate",
      healthy(),
      [
        [10, ticket("t", "degraded")],
        [20, ticket("t", "down")],
      ],
      { state: "DOWN", since: 20 },
    ],
    [
      "and step down again",
      healthy(),
      [
        [10, ticket("t", "down")],
        [20, ticket("t", "degraded")],
      ],
      { state: "DEGRADED", since: 20 },
    ],
    [
      "a change of its note alone moves no time",
      healthy(),
      [
        [10, ticket("t", "down", { note: "a" })],
        [20, ticket("t", "down", { note: "b" })],
      ],
      { state: "DOWN", since: 10, note: "b" },
    ],
    [
      "a note that is taken away is gone",
      healthy(),
      [
        [10, ticket("t", "down", { note: "a" })],
        [20, ticket("t", "down")],
      ],
      { note: null },
    ],
    [
      "closes: no note, not pending",
      healthy(),
      [
        [10, ticket("t", "down", { note: "a" })],
        [20, close("t")],
      ],
      { state: "OPERATIONAL", note: null, pending: false },
    ],
    [
      "reopens",
      healthy(),
      [
        [10, ticket("t", "down")],
        [20, close("t")],
        [30, ticket("t", "partial", { note: "again" })],
      ],
      { state: "PARTIAL", since: 30, note: "again", pending: true },
    ],
    ["on a surface with neither probe nor feed", bareSurface(), [[10, ticket("t", "degraded")]], { state: "DEGRADED" }],
    [
      "a close of a ticket that isn't here changes nothing",
      live(),
      [[10, close("x")]],
      { state: "OPERATIONAL", source: "manual", since: 0 },
    ],
  ]);

  test("closed twice, the second time nothing happens", () => {
    const { changes } = run(live(), [
      [10, ticket("t", "down")],
      [20, close("t")],
      [30, close("t")],
    ]);
    expect(told(changes)).toEqual(["OPERATIONAL → DOWN by freescout at 10", "DOWN → OPERATIONAL by freescout at 20"]);
  });
});

describe("several open tickets on one surface", () => {
  const three = () =>
    run(live(), [
      [10, ticket("a", "degraded", { note: "A", updated: 8 })],
      [11, ticket("b", "down", { note: "B", updated: 9 })],
      [12, ticket("c", "partial", { note: "C", updated: 5 })],
    ]).surface;
  itHolds([
    ["the worst one counts", three(), [], { state: "DOWN", source: "freescout", since: 11 }],
    [
      "a milder one that comes later takes nothing back",
      three(),
      [[20, ticket("d", "degraded")]],
      { state: "DOWN", since: 11 },
    ],
    ["the worst one's close leaves the next", three(), [[20, close("b")]], { state: "PARTIAL", since: 20 }],
    ["a milder one's close leaves the worst", three(), [[20, close("a")]], { state: "DOWN", since: 11 }],
    [
      "ticket_pending stays true until the last one closes",
      three(),
      [
        [20, close("b")],
        [21, close("c")],
      ],
      { pending: true, state: "DEGRADED" },
    ],
    [
      "and then is false",
      three(),
      [
        [20, close("b")],
        [21, close("c")],
        [22, close("a")],
      ],
      { pending: false, state: "OPERATIONAL" },
    ],
    ["the note is that of the greatest updated_at, not of the last delivery", three(), [], { note: "B" }],
    [
      "nor of the worst ticket",
      three(),
      [[20, ticket("a", "degraded", { note: "A2", updated: 20 })]],
      { state: "DOWN", note: "A2" },
    ],
    ["when that one closes, of the greatest of the rest", three(), [[20, close("b")]], { note: "A" }],
    ["which may have none", three(), [[20, ticket("c", "partial", { note: null, updated: 20 })]], { note: null }],
  ]);
});

describe("recorded while something stands above", () => {
  itHolds([
    [
      "under a pin: pending, but not the note",
      healthy(),
      [
        [1, pin("DEGRADED", { note: "P" })],
        [10, ticket("t", "down", { note: "T" })],
      ],
      { state: "DEGRADED", source: "manual", note: "P", pending: true },
    ],
    [
      "under a pin: its close is not the pin's end",
      healthy(),
      [
        [1, ticket("t", "down")],
        [5, pin("DEGRADED")],
        [10, close("t")],
      ],
      { state: "DEGRADED", source: "manual" },
    ],
    [
      "what opened under a pin counts when it expires",
      healthy(),
      [
        [1, pin("DEGRADED", { expires: 50 })],
        [10, ticket("t", "down", { note: "T" })],
        [50, clock],
      ],
      { state: "DOWN", source: "freescout", note: "T" },
    ],
    [
      "what closed under a pin does not",
      healthy(),
      [
        [1, ticket("t", "down")],
        [5, pin("DEGRADED", { expires: 60 })],
        [10, close("t")],
        [50, ok],
        [60, clock],
      ],
      { state: "OPERATIONAL", source: "prober" },
    ],
    [
      "in a window: pending at once, the state at its end",
      live(),
      [
        [1, plan("w", 1, 60)],
        [10, ticket("t", "down")],
        [60, clock],
      ],
      { state: "DOWN", since: 60, pending: true },
    ],
  ]);

  test("the ticket's pending under a pin is a change that readers see: one row with equal states", () => {
    const { changes } = run(healthy(), [
      [1, pin("DEGRADED", { note: "P" })],
      [10, ticket("t", "down")],
    ]);
    expect(told(changes).at(-1)).toBe("DEGRADED → DEGRADED by freescout at 10");
    expect(changes.at(-1)?.publicView).toMatchObject({ ticketPending: true, note: "P", stateSource: "manual" });
  });
});

describe("never OPERATIONAL while a ticket is open, but for a release", () => {
  itHolds([
    [
      "not by ok probes",
      probeSurface(),
      [[0, ticket("t", "degraded")], ...ticks(ok, 10, 70, 130, 190)],
      { state: "DEGRADED" },
    ],
    [
      "not by the end of a window",
      healthy(),
      [
        [1, ticket("t", "degraded")],
        [2, plan("w", 2, 60)],
        [60, ok],
      ],
      { state: "DEGRADED" },
    ],
    [
      "not by the end of a pin",
      healthy(),
      [
        [1, ticket("t", "degraded")],
        [2, pin("DOWN", { expires: 60 })],
        [60, clock],
      ],
      { state: "DEGRADED" },
    ],
  ]);
});
