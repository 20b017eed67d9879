import { describe, expect, test } from "vitest";
import {
  clock,
  endWindow,
  failed,
  healthy,
  live,
  ok,
  pin,
  plan,
  reading,
  reads,
  release,
  run,
  type Script,
  steps,
  ticket,
  ticks,
} from "./support";

const of = (given: Parameters<typeof run>[0], script: Script) => steps(run(given, script).incidents);

describe("contract §2.9: one incident per manual pin, from pin to release, with the worst pinned severity", () => {
  test.each<[string, Script, string[]]>([
    [
      "from pin to release",
      [
        [10, pin("DOWN", { note: "n" })],
        [20, release()],
      ],
      ['open down "n" at 10', 'close "n" at 20'],
    ],
    [
      "a pin that gets worse worsens it",
      [
        [10, pin("DEGRADED")],
        [20, pin("DOWN")],
      ],
      ["open degraded at 10", "update down at 20"],
    ],
    [
      "a pin that gets better does not, but readers saw that it is better",
      [
        [10, pin("DOWN")],
        [20, pin("DEGRADED")],
        [30, release()],
      ],
      ["open down at 10", "update down seen degraded at 20", "close at 30"],
    ],
    [
      "a note tells what readers see with it, by an override and by itself",
      [
        [10, pin("DOWN", { note: "a" })],
        [20, pin("DEGRADED", { note: "b" })],
        [25, { kind: "note", actor: "ops", note: "c" }],
        [30, pin("UNKNOWN", { note: "d" })],
      ],
      [
        'open down "a" at 10',
        'update down seen degraded "b" at 20',
        'update down seen degraded "c" at 25',
        'update down seen null "d" at 30',
      ],
    ],
    [
      "a new note is an update",
      [
        [10, pin("DOWN", { note: "a" })],
        [20, pin("DOWN", { note: "b" })],
      ],
      ['open down "a" at 10', 'update down "b" at 20'],
    ],
    [
      "the same pin again is none",
      [
        [10, pin("DOWN", { note: "a" })],
        [20, pin("DOWN")],
      ],
      ['open down "a" at 10'],
    ],
    ["MAINTENANCE is the severity maintenance", [[10, pin("MAINTENANCE")]], ["open maintenance at 10"]],
    [
      "PARTIAL after MAINTENANCE is worse",
      [
        [10, pin("MAINTENANCE")],
        [20, pin("PARTIAL")],
      ],
      ["open maintenance at 10", "update partial at 20"],
    ],
    ["UNKNOWN is no incident", [...ticks(pin("UNKNOWN"), 10), ...ticks(release(), 20)], []],
    [
      "UNKNOWN that becomes DOWN is one, from the pin",
      [
        [10, pin("UNKNOWN")],
        [20, pin("DOWN")],
        [30, release()],
      ],
      ["open down at 10", "close at 30"],
    ],
    [
      "UNKNOWN after DOWN leaves it down",
      [
        [10, pin("DOWN")],
        [20, pin("UNKNOWN")],
        [30, release()],
      ],
      ["open down at 10", "close at 30"],
    ],
    [
      "an expired pin closes its own",
      [
        [10, pin("DOWN", { expires: 20 })],
        [30, clock],
      ],
      ["open down at 10", "close at 20"],
    ],
    [
      "the end of a manual MAINTENANCE closes its own",
      [
        [10, pin("MAINTENANCE", { until: 20 })],
        [30, clock],
      ],
      ["open maintenance at 10", "close at 20"],
    ],
    [
      "the release's note is its final note",
      [
        [10, pin("DOWN", { note: "a" })],
        [20, release({ note: "b" })],
      ],
      ['open down "a" at 10', 'close "b" at 20'],
    ],
    ["a release of nothing closes nothing", [[10, release()]], []],
  ])("%s", (_, script, expected) => {
    expect(of(live(), script)).toEqual(expected);
  });

  test("two pins are two incidents", () => {
    const { incidents } = run(live(), [
      [10, pin("DOWN")],
      [20, release()],
      [30, pin("DOWN")],
      [40, release()],
    ]);
    expect(incidents.map((step) => step.op)).toEqual(["open", "close", "open", "close"]);
    expect(new Set(incidents.map((step) => step.key)).size).toBe(2);
  });

  test("it carries no ticket id", () => {
    expect(run(live(), [[10, pin("DOWN")]]).incidents[0]).toMatchObject({ ticketId: null });
  });
});

describe("contract §2.9: one per window and surface, severity maintenance", () => {
  test.each<[string, Script, string[]]>([
    [
      "from start to end",
      [
        [1, plan("w", 10, 20, "n")],
        [30, clock],
      ],
      ['open maintenance "n" at 10', 'close "n" at 20'],
    ],
    [
      "not before it starts",
      [
        [1, plan("w", 10, 20)],
        [9, clock],
      ],
      [],
    ],
    [
      "deleted, it is closed now",
      [
        [1, plan("w", 10, 99)],
        [30, endWindow("w")],
      ],
      ["open maintenance at 10", "close at 30"],
    ],
    [
      "released, it is closed now",
      [
        [1, plan("w", 10, 99)],
        [30, release()],
      ],
      ["open maintenance at 10", "close at 30"],
    ],
    [
      "under a pin too",
      [
        [1, pin("UNKNOWN")],
        [2, plan("w", 10, 20)],
        [30, clock],
      ],
      ["open maintenance at 10", "close at 20"],
    ],
  ])("%s", (_, script, expected) => {
    expect(of(live(), script)).toEqual(expected);
  });

  test("on a probed surface it closes at the window's end, not at the probe that decides", () => {
    expect(
      of(healthy(), [
        [1, plan("w", 10, 60)],
        [70, failed],
      ]),
    ).toEqual(["open maintenance at 10", "close at 60"]);
  });
});

describe("contract §2.9: prober and partner changes write none", () => {
  test("the prober", () => {
    expect(of(healthy(), [...ticks(failed, 60, 120, 180), ...ticks(ok, 240, 300, 360), [999, clock]])).toEqual([]);
  });

  test("the partner", () => {
    expect(
      of(reading("OPERATIONAL"), [
        [60, reads("DOWN")],
        [120, reads("MAINTENANCE")],
        [999, clock],
      ]),
    ).toEqual([]);
  });

  test("nor do they touch the pin's", () => {
    expect(of(healthy(), [[10, pin("DEGRADED")], ...ticks(failed, 60, 120, 180), [190, ticket("t", "down")]])).toEqual([
      "open degraded at 10",
    ]);
  });
});

describe("contract §2.9: a close changes only resolved_at and public_note", () => {
  test("it has no severity to change", () => {
    const { incidents } = run(live(), [
      [1, plan("w", 10, 20)],
      [2, pin("DOWN")],
      [3, release()],
      [30, clock],
    ]);
    const closing = incidents.filter((step) => step.op === "close");
    expect(closing.map((step) => Object.keys(step).sort())).toEqual([
      ["at", "key", "note", "op"],
      ["at", "key", "note", "op"],
    ]);
  });
});
