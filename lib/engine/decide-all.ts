import { decide, type Report } from "./decide";
import { type Outcome, unchanged } from "./outcome";
import type { Surface } from "./surface";

/** Decides several reports on one surface in turn, as one outcome. */
export function decideAll(surface: Surface, reports: readonly Report[], now: number): Outcome {
  return reports.reduce<Outcome>((outcome, report) => {
    const next = decide(outcome.surface, report, now);
    return {
      surface: next.surface,
      changes: [...outcome.changes, ...next.changes],
      incidents: [...outcome.incidents, ...next.incidents],
    };
  }, unchanged(surface));
}
