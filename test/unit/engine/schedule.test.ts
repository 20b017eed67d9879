import { describe, expect, test } from "vitest";
import {
  bareSurface,
  clock,
  close,
  degraded,
  down,
  endWindow,
  healthy,
  itHolds,
  live,
  ok,
  pin,
  plan,
  reading,
  run,
  seenAt,
  steps,
  ticket,
  told,
} from "./support";

const partial = () => run(live(), [[1, ticket("t", "partial", { note: "Ticket's." })]]).surface;
const planned = () => run(live(), [[1, plan("w", 100, 200, "Upgrade.")]]).surface;

describe("a window's start makes the surface MAINTENANCE, whatever it was", () => {
  test.each([
    ["OPERATIONAL", healthy()],
    ["DEGRADED", degraded()],
    ["PARTIAL", partial()],
    ["DOWN", down()],
    ["UNKNOWN", bareSurface()],
    ["a partner's DOWN", reading("DOWN")],
  ])("from %s", (_, from) => {
    const seen = seenAt(run(from, [[5, plan("w", 10, 900)]]).surface, 10);
    expect(seen).toMatchObject({ state: "MAINTENANCE", source: "schedule", since: 10, until: 900 });
  });

  itHolds([
    ["not before it begins", planned(), [[99.999, clock]], { state: "OPERATIONAL", until: null, note: null }],
    [
      "at its beginning, with its end and note",
      planned(),
      [[100, clock]],
      { state: "MAINTENANCE", since: 100, until: 200, note: "Upgrade." },
    ],
    ["a start in the past begins at once", live(), [[50, plan("w", 10, 200)]], { state: "MAINTENANCE", until: 200 }],
    ["a late tick gives the start its own time", planned(), [[130, clock]], { state: "MAINTENANCE", since: 100 }],
    [
      "unless pinned",
      planned(),
      [
        [50, pin("DOWN")],
        [150, clock],
      ],
      { state: "DOWN", source: "manual", until: null },
    ],
    [
      "tickets leave it",
      planned(),
      [[110, ticket("t", "down")]],
      { state: "MAINTENANCE", source: "schedule", pending: true },
    ],
    [
      "tickets that close leave it",
      partial(),
      [
        [10, plan("w", 10, 90)],
        [20, close("t")],
      ],
      { state: "MAINTENANCE", pending: false },
    ],
  ]);

  test("a reader sees it without a tick", () => {
    expect(seenAt(planned(), 99.999).state).toBe("OPERATIONAL");
    expect(seenAt(planned(), 100)).toMatchObject({ state: "MAINTENANCE", since: 100, until: 200, note: "Upgrade." });
    expect(seenAt(planned(), 200)).toMatchObject({ state: "OPERATIONAL", since: 200, until: null, note: null });
  });

  test("a dead cron's tick writes start and end with their own times", () => {
    const { changes, incidents } = run(planned(), [[5000, clock]]);
    expect(told(changes)).toEqual([
      "OPERATIONAL → MAINTENANCE by schedule at 100",
      "MAINTENANCE → OPERATIONAL by schedule at 200",
    ]);
    expect(steps(incidents)).toEqual(['open maintenance "Upgrade." at 100', 'close "Upgrade." at 200']);
  });
});

describe("deleting a window", () => {
  itHolds([
    [
      "that runs ends it now",
      planned(),
      [[150, endWindow("w")]],
      { state: "OPERATIONAL", since: 150, until: null, note: null },
    ],
    [
      "that runs on a probed surface lets the next probe decide",
      healthy(),
      [
        [1, plan("w", 1, 900)],
        [30, endWindow("w")],
        [60, ok],
      ],
      { state: "OPERATIONAL", since: 60 },
    ],
    [
      "that has not begun leaves no trace",
      planned(),
      [
        [50, endWindow("w")],
        [150, clock],
      ],
      { state: "OPERATIONAL", since: 0 },
    ],
    ["that is not there changes nothing", live(), [[50, endWindow("x")]], { state: "OPERATIONAL", since: 0 }],
    [
      "by OPERATIONAL of source schedule ends whatever runs",
      planned(),
      [
        [120, plan("v", 120, 900)],
        [150, endWindow("all_running")],
      ],
      { state: "OPERATIONAL", since: 150 },
    ],
    [
      "by OPERATIONAL of source schedule leaves what has not begun",
      planned(),
      [
        [50, endWindow("all_running")],
        [150, clock],
      ],
      { state: "MAINTENANCE", since: 100 },
    ],
    [
      "under a pin leaves the pin",
      planned(),
      [
        [120, pin("DOWN")],
        [150, endWindow("w")],
      ],
      { state: "DOWN", source: "manual" },
    ],
  ]);

  test("that has not begun writes neither audit row nor incident", () => {
    const { changes, incidents } = run(live(), [
      [1, plan("w", 100, 200)],
      [50, endWindow("w")],
      [300, clock],
    ]);
    expect([changes, incidents]).toEqual([[], []]);
  });
});
