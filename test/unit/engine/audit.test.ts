import { describe, expect, test } from "vitest";
import { nextChangeAt, shownSurface } from "@/lib/core/engine/settle";
import {
  bareSurface,
  clock,
  close,
  failed,
  healthy,
  live,
  look,
  ok,
  pin,
  plan,
  probeSurface,
  reads,
  release,
  run,
  type Script,
  s,
  seenAt,
  ticket,
  ticks,
  told,
} from "./support";

describe("every change writes an audit row", () => {
  test.each<[string, Script, string[]]>([
    ["a probe that changes nothing writes none", ticks(ok, 60, 120), []],
    ["a failure that changes nothing writes none", ticks(failed, 60, 120), ["OPERATIONAL → DEGRADED by prober at 60"]],
    [
      "each transition of a streak",
      ticks(failed, 60, 120, 180),
      ["OPERATIONAL → DEGRADED by prober at 60", "DEGRADED → DOWN by prober at 180"],
    ],
    [
      "a change of the note alone, with equal states",
      [
        [10, ticket("t", "down", { note: "a" })],
        [20, ticket("t", "down", { note: "b" })],
      ],
      ["OPERATIONAL → DOWN by freescout at 10", "DOWN → DOWN by freescout at 20"],
    ],
    [
      "a second ticket whose note is newer",
      [
        [10, ticket("t", "down", { note: "a" })],
        [20, ticket("u", "degraded", { note: "b" })],
      ],
      ["OPERATIONAL → DOWN by freescout at 10", "DOWN → DOWN by freescout at 20"],
    ],
    [
      "a change of the source alone, with equal states",
      [
        [60, failed],
        [70, ticket("t", "degraded")],
      ],
      ["OPERATIONAL → DEGRADED by prober at 60", "DEGRADED → DEGRADED by freescout at 70"],
    ],
    [
      "what the clock changed before a report comes first",
      [[300, ticket("t", "down")]],
      ["OPERATIONAL → UNKNOWN by prober at 90", "UNKNOWN → DOWN by freescout at 300"],
    ],
    [
      "what the clock changed, in its order",
      [
        [1, plan("w", 20, 60)],
        [2, pin("DOWN", { expires: 40 })],
        [900, clock],
      ],
      [
        "OPERATIONAL → DOWN by manual at 2",
        "DOWN → MAINTENANCE by manual at 40",
        "MAINTENANCE → UNKNOWN by schedule at 150",
      ],
    ],
  ])("%s", (_, script, expected) => {
    expect(told(run(healthy(), script).changes)).toEqual(expected);
  });

  test("with what readers then saw", () => {
    const { changes } = run(healthy(), [
      [10, ticket("t", "down", { note: "n" })],
      [20, plan("w", 20, 60)],
      [60, ok],
      [70, close("t")],
    ]);
    expect(
      changes.map((c) => [c.newState, c.publicView.note, c.publicView.ticketPending, c.publicView.maintenanceUntil]),
    ).toEqual([
      ["DOWN", "n", true, null],
      ["MAINTENANCE", "n", true, s(60)],
      ["DOWN", "n", true, null],
      ["OPERATIONAL", null, false, null],
    ]);
  });

  test("with the actor that reported, or the source whose clock it was", () => {
    const { changes } = run(healthy(), [
      [10, pin("DOWN", { expires: 20 })],
      [60, failed],
      [70, ticket("t", "down")],
      [80, plan("w", 90, 99)],
      [400, clock],
    ]);
    expect(changes.map((c) => c.actor)).toEqual(["ops", "ops", "prober", "freescout", "schedule", "schedule"]);
  });

  test("and the surface it is of", () => {
    expect(run(healthy(), [[60, failed]]).changes[0]?.surfaceId).toBe(healthy().id);
  });
});

describe("state_since moves only when state changes", () => {
  test.each<[string, Script, number]>([
    [
      "not by another source that says the same",
      [
        [60, failed],
        [70, ticket("t", "degraded")],
        [80, pin("DEGRADED")],
      ],
      60,
    ],
    [
      "not by a note",
      [
        [60, failed],
        [70, pin("DEGRADED", { note: "n" })],
      ],
      60,
    ],
    [
      "by a state that came and went",
      [
        [60, failed],
        [70, pin("DOWN")],
        [80, pin("DEGRADED")],
      ],
      80,
    ],
    ["to the effective time, not to that of the tick", [[500, clock]], 90],
  ])("%s", (_, script, since) => {
    expect(look(run(healthy(), script).surface).since).toBe(since);
  });
});

describe("now is an argument", () => {
  test("a report that comes with an earlier now takes effect no earlier than the last write", () => {
    const { changes } = run(healthy(), [
      [60, failed],
      [50, ticket("t", "down")],
    ]);
    expect(told(changes)).toEqual(["OPERATIONAL → DEGRADED by prober at 60", "DEGRADED → DOWN by freescout at 60"]);
  });

  test("a look back at a stored surface shows what is stored", () => {
    const stored = run(healthy(), [
      [60, failed],
      [70, plan("w", 80, 90)],
    ]).surface;
    expect(shownSurface(stored, s(-1e6))).toEqual(stored);
  });
});

describe("when the clock will next change what is shown", () => {
  test.each<[string, ReturnType<typeof live>, number | null]>([
    ["nothing planned: never", live(), null],
    ["a window's start", run(live(), [[1, plan("w", 100, 200)]]).surface, 100],
    ["a window's end", run(live(), [[1, plan("w", 1, 200)]]).surface, 200],
    [
      "a pin's expiry",
      run(live(), [
        [1, pin("DOWN", { expires: 50 })],
        [2, plan("w", 100, 200)],
      ]).surface,
      50,
    ],
    ["the moment after a probe gap, at read time", healthy(), 120.001],
    ["the moment after a reading is over age", run(bareSurface(), [[0, reads("DOWN")]]).surface, 300.001],
    [
      "the moment after maintenance found no probe",
      run(healthy(), [
        [1, plan("w", 1, 60)],
        [55, ok],
        [58, failed],
        [61, clock],
      ]).surface,
      150.001,
    ],
    ["a registered surface: never", probeSurface(), null],
  ])("%s", (_, surface, seconds) => {
    const next = nextChangeAt(surface);
    expect(next === null ? null : (next - s(0)) / 1000).toBe(seconds);
    if (seconds !== null) expect(seenAt(surface, seconds - 0.001)).toEqual(look(surface));
  });

  test("a released surface with a probe minds its silence", () => {
    expect(nextChangeAt(run(probeSurface(), [[0, release()]]).surface)).toBe(s(120.001));
  });
});
