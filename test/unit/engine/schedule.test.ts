import { describe, expect, test } from "vitest";
import {
  bareSurface,
  clock,
  close,
  degraded,
  down,
  endWindow,
  failed,
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
  ticks,
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

describe("overlapping windows last until the latest end", () => {
  const two = (first: [number, number], second: [number, number]) =>
    run(live(), [
      [1, plan("a", ...first)],
      [2, plan("b", ...second)],
    ]).surface;
  itHolds([
    [
      "while both run the latest end is shown",
      two([10, 100], [50, 200]),
      [[60, clock]],
      { state: "MAINTENANCE", since: 10, until: 200 },
    ],
    [
      "the earlier end ends nothing",
      two([10, 100], [50, 200]),
      [[100, clock]],
      { state: "MAINTENANCE", since: 10, until: 200 },
    ],
    ["the latest does", two([10, 100], [50, 200]), [[200, clock]], { state: "OPERATIONAL", since: 200 }],
    [
      "one inside the other keeps the outer end",
      two([10, 300], [50, 100]),
      [[60, clock]],
      { state: "MAINTENANCE", until: 300 },
    ],
    [
      "and after the inner one",
      two([10, 300], [50, 100]),
      [[150, clock]],
      { state: "MAINTENANCE", since: 10, until: 300 },
    ],
    [
      "windows that touch leave no gap",
      two([10, 100], [100, 200]),
      [[150, clock]],
      { state: "MAINTENANCE", since: 10, until: 200 },
    ],
    ["equal windows end together", two([10, 100], [10, 100]), [[100, clock]], { state: "OPERATIONAL", since: 100 }],
    [
      "deleting the longer leaves the shorter",
      two([10, 300], [20, 100]),
      [[50, endWindow("a")]],
      { state: "MAINTENANCE", until: 100 },
    ],
  ]);

  test("each has its incident", () => {
    const { incidents } = run(two([10, 100], [50, 200]), [[300, clock]]);
    expect(steps(incidents)).toEqual([
      "open maintenance at 10",
      "open maintenance at 50",
      "close at 100",
      "close at 200",
    ]);
    expect(new Set(incidents.map((step) => step.key)).size).toBe(2);
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

describe("window and pin", () => {
  itHolds([
    [
      "a window under a pin runs on when the pin expires",
      live(),
      [
        [1, pin("DOWN", { expires: 50 })],
        [2, plan("w", 10, 200)],
        [50, clock],
      ],
      { state: "MAINTENANCE", source: "schedule", since: 50, until: 200 },
    ],
    [
      "a window that begins as the pin expires runs",
      live(),
      [
        [1, pin("DOWN", { expires: 50 })],
        [2, plan("w", 50, 200)],
        [50, clock],
      ],
      { state: "MAINTENANCE", since: 50 },
    ],
    [
      "a window that ended under the pin is over",
      reading("OPERATIONAL"),
      [
        [1, plan("w", 1, 50)],
        [2, pin("DOWN", { expires: 100 })],
        [100, clock],
      ],
      { state: "OPERATIONAL" },
    ],
    [
      "a pin over a window that expires before its end",
      live(),
      [
        [1, plan("w", 1, 200)],
        [2, pin("DOWN", { expires: 50 })],
        [50, clock],
        [60, ticket("t", "down")],
      ],
      { state: "MAINTENANCE", until: 200 },
    ],
    [
      "a manual MAINTENANCE over a window shows its own end",
      live(),
      [
        [1, plan("w", 1, 200)],
        [2, pin("MAINTENANCE", { until: 100 })],
      ],
      { state: "MAINTENANCE", source: "manual", since: 1, until: 100 },
    ],
    [
      "failures under the window do not count while it runs",
      healthy(),
      [[1, plan("w", 1, 999)], [2, pin("DOWN", { expires: 100 })], ...ticks(failed, 30, 60, 90), [100, clock]],
      { state: "MAINTENANCE" },
    ],
  ]);

  test("a window's incident is written under a pin too, and closed there", () => {
    const { incidents } = run(live(), [
      [1, pin("DOWN")],
      [2, plan("w", 10, 50)],
      [60, clock],
    ]);
    expect(steps(incidents)).toEqual(["open down at 1", "open maintenance at 10", "close at 50"]);
  });
});
