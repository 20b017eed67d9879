import { describe, expect, test } from "vitest";
import { orderTicket } from "@/lib/core/engine/tickets";
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
  reading,
  reads,
  release,
  run,
  s,
  sighting,
  steps,
  ticket,
  ticks,
  told,
} from "./support";

describe("OPERATIONAL releases", () => {
  itHolds([
    [
      "a pin, at once",
      down(),
      [
        [10, pin("DOWN")],
        [20, release()],
      ],
      { state: "OPERATIONAL", source: "manual", since: 20 },
    ],
    [
      "a surface that was not pinned too: the go-live step",
      bareSurface(),
      [[10, release()]],
      { state: "OPERATIONAL", source: "manual", since: 10 },
    ],
    [
      "even with open tickets",
      healthy(),
      [
        [1, ticket("t", "down")],
        [10, release()],
      ],
      { state: "OPERATIONAL", pending: true },
    ],
    ["even while the probe fails", down(), [[10, release()]], { state: "OPERATIONAL" }],
    ["even while the partner is down", reading("DOWN"), [[10, release()]], { state: "OPERATIONAL" }],
    [
      "and ends a running window",
      healthy(),
      [
        [1, plan("w", 1, 900)],
        [10, release()],
        [50, clock],
      ],
      { state: "OPERATIONAL", source: "manual", until: null },
    ],
    [
      "and ends all that run",
      healthy(),
      [
        [1, plan("w", 1, 900)],
        [2, plan("v", 2, 800)],
        [10, release()],
        [50, clock],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "and ends a window under the pin",
      healthy(),
      [
        [1, pin("DOWN")],
        [2, plan("w", 2, 900)],
        [10, release()],
        [50, clock],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "but leaves a window that has not begun",
      live(),
      [
        [1, plan("w", 100, 900)],
        [10, release()],
        [100, clock],
      ],
      { state: "MAINTENANCE", since: 100 },
    ],
    [
      "and ends maintenance that awaits its probe",
      healthy(),
      [
        [1, plan("w", 1, 60)],
        [61, release()],
        [62, failed],
      ],
      { state: "DEGRADED", source: "prober" },
    ],
    [
      "OPERATIONAL again moves no time",
      healthy(),
      [[10, release()]],
      { state: "OPERATIONAL", source: "manual", since: 0 },
    ],
  ]);
});

describe("every source takes part again from its next report: the tickets", () => {
  const released = () =>
    run(live(), [
      [1, ticket("t", "down")],
      [2, ticket("u", "partial")],
      [10, release()],
    ]).surface;
  itHolds([
    ["until then they are silent", released(), ticks(clock, 20, 500), { state: "OPERATIONAL", pending: true }],
    [
      "a ticket's update counts",
      released(),
      [[20, ticket("u", "partial")]],
      { state: "DOWN", source: "freescout", since: 20 },
    ],
    ["a new ticket counts", released(), [[20, ticket("v", "degraded")]], { state: "DOWN", source: "freescout" }],
    ["a close counts: the rest decides", released(), [[20, close("t")]], { state: "PARTIAL", source: "freescout" }],
    [
      "the last close gives OPERATIONAL",
      released(),
      [
        [20, close("t")],
        [21, close("u")],
      ],
      { state: "OPERATIONAL", source: "freescout", pending: false },
    ],
    ["a close of a ticket that isn't here is no report", released(), [[20, close("x")]], { state: "OPERATIONAL" }],
    [
      "a partner's reading does not wake them",
      released(),
      [[20, reads("DEGRADED")]],
      { state: "DEGRADED", source: "3p_poller" },
    ],
  ]);

  test("a replay is none", () => {
    const known = orderTicket(null, sighting(), s(0));
    if (known.kind !== "hold") throw new Error("not held");
    expect(orderTicket(known.record, sighting(), s(60))).toEqual({ kind: "ignore", why: "replay" });
  });
});

describe("every source takes part again from its next report: the probe", () => {
  itHolds([
    [
      "one failure gives DEGRADED",
      healthy(),
      [
        [10, pin("DOWN")],
        [20, release()],
        [60, failed],
      ],
      { state: "DEGRADED", source: "prober", since: 60 },
    ],
    [
      "the third in a row gives DOWN, those before the release counted",
      degraded(),
      [[10, release()], ...ticks(failed, 60, 120)],
      { state: "DOWN", source: "prober", since: 120 },
    ],
    [
      "ok keeps it",
      down(),
      [[10, release()], ...ticks(ok, 60, 120, 180)],
      { state: "OPERATIONAL", source: "manual", since: 10 },
    ],
    [
      "a replay is none",
      down(),
      [
        [10, release()],
        [20, failed(0)],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "silence is UNKNOWN 90 s after the release",
      down(),
      [
        [10, release()],
        [100.001, clock],
      ],
      { state: "UNKNOWN", since: 100 },
    ],
  ]);
});

describe("a release is recorded", () => {
  test("in one audit row, that of the operator", () => {
    const { changes } = run(healthy(), [
      [1, plan("w", 1, 900)],
      [10, release()],
    ]);
    expect(told(changes)).toEqual([
      "OPERATIONAL → MAINTENANCE by schedule at 1",
      "MAINTENANCE → OPERATIONAL by manual at 10",
    ]);
    expect(changes.at(-1)?.actor).toBe("ops");
  });

  test("and closes the incidents of pin and windows", () => {
    const { incidents } = run(healthy(), [
      [1, plan("w", 1, 900, "W")],
      [5, pin("DOWN", { note: "P" })],
      [10, release({ note: "Over." })],
    ]);
    expect(steps(incidents)).toEqual([
      'open maintenance "W" at 1',
      'open down "P" at 5',
      'close "Over." at 10',
      'close "W" at 10',
    ]);
  });
});

describe("each manual write is audited, also one that changes nothing", () => {
  test("a pin repeated", () => {
    const { changes } = run(healthy(), ticks(pin("DOWN"), 10, 20, 30));
    expect(told(changes)).toEqual([
      "OPERATIONAL → DOWN by manual at 10",
      "DOWN → DOWN by manual at 20",
      "DOWN → DOWN by manual at 30",
    ]);
  });

  test("a release repeated", () => {
    expect(told(run(live(), ticks(release(), 10, 20)).changes)).toEqual([
      "OPERATIONAL → OPERATIONAL by manual at 10",
      "OPERATIONAL → OPERATIONAL by manual at 20",
    ]);
  });
});
