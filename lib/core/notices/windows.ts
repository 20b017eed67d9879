import type { WindowPhase } from "./event";

/** A window as it is stored: its plan, and its phase on each of its surfaces. */
export type StoredWindow = {
  startsAt: number;
  endsAt: number;
  /** When it was planned or its plan was last changed. */
  changedAt: number;
  phases: readonly WindowPhase[];
  /** When the last of its surfaces left it; null while it is in force. */
  endedAt: number | null;
};

/** The last event of a window, what was told of its plan, and whether an event has told that it began. */
type LastOfWindow = { hasStarted: boolean; isOver: boolean; startsAt: number | null; endsAt: number | null };

type WindowStep = { step: "planned" | "moved" | "started" | "ended" | "cancelled"; at: number };

/**
 * What is to be told of a window, or null where its last event still holds (contract §20.3). It is read off the rows that its writes leave,
 * so that no writer can forget it; a change of the note alone is told to nobody.
 */
export function findWindowStep(window: StoredWindow, last: LastOfWindow | null): WindowStep | null {
  const { phases, startsAt, endsAt, changedAt } = window;
  if (last?.isOver) return null;
  if (phases.every((phase) => phase === "ended" || phase === "cancelled")) {
    const step = phases.includes("ended") ? "ended" : "cancelled";
    return last === null ? null : { step, at: window.endedAt ?? changedAt };
  }
  const isRunning = phases.includes("running");
  if (isRunning && !last?.hasStarted) return { step: "started", at: startsAt };
  if (last === null) return { step: "planned", at: changedAt };
  const isBeginTold = isRunning || isTold(last.startsAt, startsAt);
  return isBeginTold && isTold(last.endsAt, endsAt) ? null : { step: "moved", at: changedAt };
}

/** An event tells whole seconds. */
const isTold = (told: number | null, at: number): boolean =>
  told !== null && Math.floor(told / 1_000) === Math.floor(at / 1_000);
