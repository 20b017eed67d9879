import type { Phase, Severity, Source, State } from "./states";
import { isTicketPending, type Rule, type Surface } from "./surface";

/** One audit row: a step of the chain `previousState` → `newState`, and what readers saw after it. */
export type Change = {
  surfaceId: string;
  effectiveAt: number;
  actor: string;
  source: Source;
  previousState: State | null;
  newState: State;
  because: Rule;
  publicView: PublicView;
  /** A change by the clock: readers see it from this time on, whenever it is written. */
  seenFrom?: number;
};

/** What readers see of a surface; the log has to be able to rebuild it. */
export type PublicView = {
  stateSource: Source;
  note: string | null;
  ticketPending: boolean;
  maintenanceUntil: number | null;
};

/** A step of an incident; `key` identifies the incident for good, `note` is what readers see from `at` on. */
export type IncidentStep =
  | {
      op: "open";
      key: string;
      /** The key, or its beginning up to a colon, of the incident that this one is told in, where it is another's. */
      of?: string;
      surfaceId: string;
      ticketId: number | null;
      severity: Severity;
      note: string | null;
      at: number;
    }
  | {
      op: "update";
      key: string;
      surfaceId: string;
      severity: Severity;
      /** What readers see from then on, where that is not the incident's severity; null where they see none (UNKNOWN). */
      seen?: Severity | null;
      note: string | null;
      /** Who tells it, where that is not who tells of the incident. */
      source?: Source;
      at: number;
    }
  | { op: "close"; key: string; note: string | null; at: number };

/** What is told of an incident beside its steps; a phase or title that is null leaves the one before. Decides nothing (contract §2.12). */
export type IncidentTelling = { key: string; phase: Phase | null; title: string | null; source: Source; at: number };

/** A decision: the next surface, the audit rows in order, and the incident steps. */
export type Outcome = { surface: Surface; changes: readonly Change[]; incidents: readonly IncidentStep[] };

/** One rule's effect on a surface, before it is compared with what readers saw. */
export type Step = { surface: Surface; incidents?: readonly IncidentStep[] };

/** The source that changed a surface, and when; `always` is logged even if readers see no difference, unless nothing was done at all. */
export type Cause = { actor: string; source: Source; at: number; always?: boolean; seenFrom?: number };

export function toPublicView(surface: Surface): PublicView {
  return {
    stateSource: surface.source,
    note: surface.note,
    ticketPending: isTicketPending(surface),
    maintenanceUntil: surface.maintenanceUntil,
  };
}

function isSameToReaders(a: Surface, b: Surface): boolean {
  const [before, after] = [toPublicView(a), toPublicView(b)];
  return (
    a.state === b.state && (Object.keys(before) as (keyof PublicView)[]).every((key) => before[key] === after[key])
  );
}

/** Appends one step to an outcome: an audit row if readers see a difference, or if the cause is always logged. */
export function record(outcome: Outcome, step: Step, cause: Cause): Outcome {
  const before = outcome.surface;
  const after = step.surface;
  const logged = (cause.always && after !== before) || !isSameToReaders(before, after);
  const change: Change = {
    surfaceId: after.id,
    effectiveAt: cause.at,
    actor: cause.actor,
    source: cause.source,
    previousState: before.state,
    newState: after.state,
    because: after.because,
    publicView: toPublicView(after),
    ...(cause.seenFrom === undefined ? {} : { seenFrom: cause.seenFrom }),
  };
  return {
    surface: after,
    changes: logged ? [...outcome.changes, change] : outcome.changes,
    incidents: [...outcome.incidents, ...(step.incidents ?? [])],
  };
}

/** An outcome without any change. */
export const unchanged = (surface: Surface): Outcome => ({ surface, changes: [], incidents: [] });

/** Outcomes that were decided one after the other: those of one surface as one. */
export function mergeOutcomes(outcomes: readonly Outcome[]): Outcome[] {
  const merged = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const before = merged.get(outcome.surface.id);
    const changes = [...(before?.changes ?? []), ...outcome.changes];
    const incidents = [...(before?.incidents ?? []), ...outcome.incidents];
    merged.set(outcome.surface.id, { surface: outcome.surface, changes, incidents });
  }
  return [...merged.values()];
}
