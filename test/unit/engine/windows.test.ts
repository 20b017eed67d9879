import { describe, expect, test } from "vitest";
import {
  clock,
  endWindow,
  failed,
  healthy,
  itHolds,
  live,
  pin,
  plan,
  reading,
  run,
  steps,
  ticket,
  ticks,
} from "./support";

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
