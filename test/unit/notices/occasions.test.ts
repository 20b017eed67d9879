import { describe, expect, it } from "vitest";
import { STATES, type State } from "@/lib/core/engine/states";
import { MEASURED_HOLD_MS, SURFACE_GAP_MS } from "@/lib/core/notices/event";
import { findMeasured, type LastMeasured } from "@/lib/core/notices/measured";
import { findReminder } from "@/lib/core/notices/reminders";
import { findWindowStep } from "@/lib/core/notices/windows";
import fc from "../../support/fast-check";

const NOW = Date.UTC(2026, 10, 30, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const seen = (state: State, minutes = 60, isExplained = false) => ({
  state,
  stateSince: NOW - minutes * MINUTE,
  isExplained,
});
const open: LastMeasured = { isOver: false, severity: "down", at: NOW - HOUR };

describe("a measured outage", () => {
  it("is told after two minutes, unless a person has said why", () => {
    expect(findMeasured(null, seen("DOWN", 1), NOW)).toBeNull();
    expect(findMeasured(null, seen("DOWN", 2, true), NOW)).toBeNull();
    expect(findMeasured(null, seen("DOWN", 2), NOW)).toEqual({ step: "opened", severity: "down", isOver: false });
    expect(findMeasured(null, seen("DEGRADED"), NOW)).toBeNull();
  });

  it("ends with a state that is well, not with UNKNOWN or MAINTENANCE", () => {
    const ends = STATES.filter((state) => findMeasured(open, seen(state), NOW)?.isOver);
    expect(ends).toEqual(["DEGRADED", "OPERATIONAL"]);
    expect(findMeasured(open, seen("PARTIAL"), NOW)).toMatchObject({ step: "updated", severity: "partial" });
  });

  it("that comes and goes is told at most each 15 minutes, and in the end as it is", () => {
    const walk = fc.array(fc.constantFrom<State>("DOWN", "PARTIAL", "OPERATIONAL", "UNKNOWN"), { maxLength: 90 });
    fc.assert(
      fc.property(walk, fc.constantFrom<State>("DOWN", "OPERATIONAL"), (states, last) => {
        const events: LastMeasured[] = [];
        let since = NOW;
        const all = [...states, ...Array.from({ length: 20 }, () => last)];
        for (const [minute, state] of all.entries()) {
          const now = NOW + minute * MINUTE;
          if (state !== all[minute - 1]) since = now;
          const found = findMeasured(events.at(-1) ?? null, { state, stateSince: since, isExplained: false }, now);
          if (found) events.push({ ...found, at: now });
        }
        for (const [i, { at }] of events.entries())
          expect(at - (events[i - 1]?.at ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(SURFACE_GAP_MS);
        expect(events.at(-1)?.isOver ?? true).toBe(last === "OPERATIONAL");
      }),
    );
    expect(MEASURED_HOLD_MS).toBeLessThan(SURFACE_GAP_MS);
  });
});

describe("a reminder", () => {
  const at = (hours: number, changedAt = NOW - 100 * HOUR) =>
    findReminder({ startsAt: NOW + hours * HOUR, changedAt }, NOW);

  it.each([
    [25, null],
    [24, "reminder_24h"],
    [1.5, "reminder_24h"],
    [1, "reminder_1h"],
    [0, null],
    [-1, null],
  ])("of a window that begins in %d hours is %s", (hours, step) => {
    expect(at(hours)?.step ?? null).toBe(step);
  });

  it("is none where the window was planned or moved when it would have been due, or later", () => {
    expect(at(20, NOW - 4 * HOUR)).toBeNull();
    expect(at(20, NOW - 4 * HOUR - 1)).toEqual({ step: "reminder_24h", at: NOW - 4 * HOUR });
  });
});

describe("a window", () => {
  const plan = {
    startsAt: NOW + HOUR,
    endsAt: NOW + 2 * HOUR,
    changedAt: NOW,
    endedAt: null,
    phases: ["scheduled"],
  } as const;
  const told = { hasStarted: false, isOver: false, startsAt: NOW + HOUR, endsAt: NOW + 2 * HOUR };
  const running = { ...told, hasStarted: true };

  it.each([
    ["is planned", plan, null, "planned"],
    ["was told as it is", plan, told, null],
    ["was told in whole seconds", { ...plan, startsAt: NOW + HOUR + 700, endsAt: NOW + 2 * HOUR + 999 }, told, null],
    ["has another start", { ...plan, startsAt: NOW + 90 * MINUTE }, told, "moved"],
    ["has another end", { ...plan, endsAt: NOW + 3 * HOUR }, told, "moved"],
    ["runs on one of its surfaces", { ...plan, phases: ["running", "ended"] }, told, "started"],
    ["runs, of which nothing was told", { ...plan, phases: ["running"] }, null, "started"],
    ["runs, as was told", { ...plan, phases: ["running"] }, running, null],
    ["runs, and has another end", { ...plan, endsAt: NOW + 3 * HOUR, phases: ["running"] }, running, "moved"],
    ["runs, and moved as it began", { ...plan, endsAt: NOW + 3 * HOUR, phases: ["running"] }, told, "started"],
    ["ended", { ...plan, phases: ["ended", "cancelled"] }, running, "ended"],
    ["was cancelled", { ...plan, phases: ["cancelled"] }, told, "cancelled"],
    ["was cancelled before it was told", { ...plan, phases: ["cancelled"] }, null, null],
    ["is over, as was told", { ...plan, phases: ["ended"] }, { ...told, isOver: true }, null],
  ] as const)("that %s", (_, window, last, step) => {
    expect(findWindowStep(window, last)?.step ?? null).toBe(step);
  });
});
