import { isDeepStrictEqual } from "node:util";
import { isLostRace, type Statement } from "@/db/client";
import { insertAuditRow } from "@/db/queries/audit-log";
import { downgradeTicket, insertTicket, noteTicket, updateTicket } from "@/db/queries/freescout-tickets";
import {
  changeWindowOn,
  finishWindow,
  insertWindow,
  joinWindow,
  type PlannedWindow,
  startWindow,
  touchWindow,
} from "@/db/queries/maintenance-windows";
import { writeIncidents } from "@/db/queries/status-incidents";
import { insertSurface, updateSurface } from "@/db/queries/surface-state";
import {
  type Change,
  type IncidentStep,
  type IncidentTelling,
  type Outcome,
  toPublicView,
} from "@/lib/core/engine/outcome";
import type { Source } from "@/lib/core/engine/states";
import { RULES, type Surface, type Window } from "@/lib/core/engine/surface";
import type { TicketRecord } from "@/lib/core/engine/tickets";
import { windowIncidentKey } from "@/lib/core/engine/windows";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { writeBatch } from "@/lib/services/notes/publish";
import { purgePublic } from "@/lib/services/public/purge";
import { waitToRetry } from "@/lib/services/retry";
import { type LoadedState, loadState } from "@/lib/services/surfaces/load";

/** What a service decided on the loaded surfaces: all of it is written, or nothing. */
export type Decision<T> = {
  outcomes: readonly Outcome[];
  /** The records of one ticket. */
  tickets?: readonly TicketRecord[];
  ticketIncidents?: readonly IncidentStep[];
  /** What that ticket tells of its incident. */
  telling?: IncidentTelling;
  window?: PlannedWindow;
  /** Statements that belong to the same decision and are guarded with it. */
  statements?: readonly Statement[];
  /** Appended to the audit notes of this source (tickets by default), for example what the note policy left out. */
  remark?: string;
  remarkOn?: Source;
  result: T;
};

const ATTEMPTS = 60;
const BACKOFF_MS = 15;

/** A decision and what it was made on, whose batch D1 may have stored before it failed. */
type Attempt<T> = { on: LoadedState; decision: Decision<T> };

/**
 * The one write path: load, decide, one atomic batch guarded by `version`, purge. A lost race loads and decides again, up to 60 times (503);
 * so does a fault of D1 that passes, up to 3 times, unless its batch turns out to be stored (contract §2.10).
 */
export async function commit<T, B extends LoadedState = LoadedState>(
  ctx: Context,
  decideOn: (loadedState: B) => Decision<T>,
  options: { ticketKey?: string; load?: () => Promise<B> } = {},
): Promise<T> {
  const load = options.load ?? (() => loadState(ctx, options.ticketKey) as Promise<B>);
  let unsure: Attempt<T> | null = null;
  let failures = 0;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    let tried: Attempt<T> | null = null;
    try {
      const on = await load();
      const isDone: boolean = unsure !== null && isStored(unsure, on);
      const decision: Decision<T> = unsure && isDone ? unsure.decision : decideOn(on);
      const statements = isDone ? [] : toStatements(ctx, on, decision);
      tried = { on, decision };
      if (statements.length > 0) await writeBatch(ctx, statements);
      if (statements.length > 0 || unsure) await purgePublic(ctx);
      return decision.result;
    } catch (error) {
      if (isLostRace(error)) await backOff(attempt);
      else if (await waitToRetry(ctx, error, ++failures)) unsure = tried ?? unsure;
      else throw error;
    }
  }
  throw new AppError("busy", undefined, undefined, { retryAfterS: 1 });
}

/** Whether a batch is stored whose response was lost. All of it is or nothing, so one row that is as it was decided is the proof. */
function isStored({ on, decision }: Attempt<unknown>, now: LoadedState): boolean {
  const { window, tickets: [ticket] = [], outcomes } = decision;
  if (window)
    return [...now.surfaces.values()].some((found) => found.surface.windows.some(({ id }) => id === window.id));
  const isNext = (before?: Versioned | null, after?: Versioned | null) => after?.version === (before?.version ?? 0) + 1;
  if (ticket) {
    const found = now.tickets.get(ticket.key);
    return isNext(on.tickets.get(ticket.key), found) && found?.record.fingerprint === ticket.fingerprint;
  }
  return outcomes.some(({ surface }) => {
    const found = now.surfaces.get(surface.id);
    return isNext(on.surfaces.get(surface.id), found) && isDeepStrictEqual(found?.surface, surface);
  });
}

type Versioned = { version: number | null };

const backOff = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * BACKOFF_MS * Math.min(attempt, 10)));

/** The time of writing is that of this attempt, so that rows of racing writers are in the order in which they were written. */
function toStatements<T>(ctx: Context, loadedState: LoadedState, decision: Decision<T>): Statement[] {
  const { db } = ctx;
  const now = ctx.clock();
  const steps = [...(decision.ticketIncidents ?? []), ...decision.outcomes.flatMap((o) => o.incidents)];
  return [
    ...(decision.window ? [insertWindow(db, decision.window, now)] : []),
    ...leftEarly(loadedState, decision.outcomes).map((id) => touchWindow(db, id, now)),
    ...(decision.tickets ?? []).map((record) => writeTicket(ctx, loadedState, record)),
    ...decision.outcomes.flatMap((outcome) => surfaceStatements(ctx, loadedState, outcome, decision)),
    ...writeIncidents(db, { steps, telling: decision.telling }, now),
    ...(decision.statements ?? []),
  ];
}

function writeTicket({ db }: Context, { tickets }: LoadedState, record: TicketRecord): Statement {
  const ticket = tickets.get(record.key);
  return ticket ? updateTicket(db, record, ticket.version) : insertTicket(db, record);
}

function surfaceStatements<T>(
  ctx: Context,
  loadedState: LoadedState,
  outcome: Outcome,
  decision: Decision<T>,
): Statement[] {
  const { db } = ctx;
  const now = ctx.clock();
  const after = outcome.surface;
  const loaded = loadedState.surfaces.get(after.id);
  if (!loaded || (loaded.version !== null && isSame(loaded.surface, after) && outcome.changes.length === 0)) return [];
  const registered = loaded.version === null ? [registration(loaded.surface)] : [];
  const remark = decision.remark ? `; ${decision.remark}` : "";
  const isWritten = (key: string) => decision.tickets?.some((record) => record.key === key);
  return [
    loaded.version === null ? insertSurface(db, after) : updateSurface(db, after, loaded.version),
    ...windowStatements(ctx, loaded.surface, outcome),
    ...downgraded(loaded.surface, after)
      .filter((key) => !isWritten(key))
      .map((key) => downgradeTicket(db, key)),
    ...after.tickets
      .filter(
        (t) => !isWritten(t.key) && loaded.surface.tickets.some((was) => was.key === t.key && was.note !== t.note),
      )
      .map((t) => noteTicket(db, t.key, t.note)),
    ...[...registered, ...outcome.changes].flatMap((change, i, changes) =>
      insertAuditRow(db, change, {
        note: `${RULES[change.because]}${change.source === (decision.remarkOn ?? "freescout") ? remark : ""}`,
        seenFrom: seenFrom(changes.slice(0, i + 1), now),
        now,
      }),
    ),
  ];
}

/** When readers saw the last of these: the clock's changes before they were written, unless the cause that follows came later. */
function seenFrom(changes: readonly Change[], now: number): number | null {
  const seen = Math.max(...changes.map((change) => Math.min(change.seenFrom ?? now, now)));
  return seen < now ? seen : null;
}

/** Whether two surfaces are equal except for the time of the last check. */
const isSame = (a: Surface, b: Surface): boolean =>
  JSON.stringify({ ...a, updatedAt: 0 }) === JSON.stringify({ ...b, updatedAt: 0 });

function registration(surface: Surface): Change {
  return {
    surfaceId: surface.id,
    effectiveAt: surface.stateSince,
    actor: "prober",
    source: "prober",
    previousState: null,
    newState: surface.state,
    because: surface.because,
    publicView: toPublicView(surface),
  };
}

const downgraded = (before: Surface, after: Surface): string[] =>
  after.tickets
    .filter((t) => t.downgraded && !before.tickets.find((was) => was.key === t.key)?.downgraded)
    .map((t) => t.key);

/** The windows that a surface has left before their planned end: each has changed for readers, once, on however many surfaces. */
function leftEarly({ surfaces }: LoadedState, outcomes: readonly Outcome[]): string[] {
  const left = outcomes.flatMap((outcome) => {
    const before = surfaces.get(outcome.surface.id)?.surface.windows ?? [];
    return before.filter((window) => {
      const isHere = outcome.surface.windows.some(({ id }) => id === window.id);
      return !isHere && (closedAt(outcome, window.id) ?? 0) < window.endsAt;
    });
  });
  return [...new Set(left.map(({ id }) => id))];
}

/** When a window that ran on the surface ended there; null where it never began. */
function closedAt({ surface, incidents }: Outcome, windowId: string): number | null {
  const key = windowIncidentKey(windowId, surface.id);
  return incidents.find((step) => step.op === "close" && step.key === key)?.at ?? null;
}

const isMoved = (a: Window, b: Window): boolean =>
  a.beginsAt !== b.beginsAt || a.endsAt !== b.endsAt || a.note !== b.note;

function windowStatements({ db, now }: Context, before: Surface, outcome: Outcome): Statement[] {
  const after = outcome.surface;
  const known = new Map([...before.windows, ...after.windows].map((w) => [w.id, w]));
  return [...known.values()].flatMap((window) => {
    const was = before.windows.find((w) => w.id === window.id);
    const is = after.windows.find((w) => w.id === window.id);
    if (is)
      return [
        ...(was ? [] : [joinWindow(db, is, after.id)]),
        ...(was && isMoved(was, is) ? [changeWindowOn(db, is, after.id)] : []),
        ...(is.running && !was?.running ? [startWindow(db, window.id, after.id)] : []),
      ];
    const closed = closedAt(outcome, window.id);
    const phase = closed === null ? ("cancelled" as const) : ("ended" as const);
    return [finishWindow(db, { windowId: window.id, surfaceId: after.id, phase }, closed ?? now)];
  });
}
