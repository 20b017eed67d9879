import { type Severity, type State, severityOfState } from "@/lib/core/engine/states";
import { MEASURED_HOLD_MS, type NoticeEvent, SURFACE_GAP_MS } from "./event";

/** A surface as readers see it; `isExplained` where a ticket, a window or an override says why. */
export type SeenSurface = { state: State; stateSince: number; isExplained: boolean };

/** The last event of a surface's measured outages. */
export type LastMeasured = Pick<NoticeEvent, "isOver" | "severity" | "at">;

/** The event that follows from what is measured. */
export type Measured = { step: "opened" | "updated" | "resolved"; severity: Severity; isOver: boolean };

/**
 * What is to be told of a surface's measured outage, or null where the last event still holds (contract §20.3): first after two minutes,
 * then what holds at most each 15 minutes. UNKNOWN and MAINTENANCE are neither an outage nor its end.
 */
export function findMeasured(last: LastMeasured | null, seen: SeenSurface, now: number): Measured | null {
  if (last !== null && now - last.at < SURFACE_GAP_MS) return null;
  const severity = isOutage(seen.state) ? severityOfState(seen.state) : null;
  if (last === null || last.isOver) {
    const isTold = severity !== null && !seen.isExplained && now - seen.stateSince >= MEASURED_HOLD_MS;
    return isTold ? { step: "opened", severity, isOver: false } : null;
  }
  if (severity !== null) return severity === last.severity ? null : { step: "updated", severity, isOver: false };
  return isBack(seen.state) ? { step: "resolved", severity: last.severity ?? "down", isOver: true } : null;
}

const isOutage = (state: State): boolean => state === "DOWN" || state === "PARTIAL";
const isBack = (state: State): boolean => state === "OPERATIONAL" || state === "DEGRADED";
