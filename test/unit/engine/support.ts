import { expect, test } from "vitest";
import { decide, type Report } from "@/lib/core/engine/decide";
import type { Change, IncidentStep } from "@/lib/core/engine/outcome";
import { shownSurface } from "@/lib/core/engine/settle";
import type { Source, State, TicketSeverity } from "@/lib/core/engine/states";
import { isTicketPending, registerSurface, type Surface } from "@/lib/core/engine/surface";
import type { TicketSighting } from "@/lib/core/engine/tickets";

/** Tests write instants as seconds from here. */
export const T0 = Date.UTC(2026, 3, 28, 14);
export const s = (seconds: number): number => T0 + Math.round(seconds * 1000);
const inSeconds = (instant: number): number => (instant - T0) / 1000;

const ID = "app-raxx-app";
const register = (hasProbe: boolean): Surface =>
  registerSurface({ id: ID, hasProbe, partnerStaleMs: 300_000 }, s(-600));

/** With `probe_url`. */
export const probeSurface = (): Surface => register(true);
/** Without; it has a feed or not, which is to the engine whether a partner ever speaks. */
export const bareSurface = (): Surface => register(false);
export const partnerSurface = (): Surface => register(false);

type Told = Report | ((seconds: number) => Report);
export type Script = readonly (readonly [seconds: number, told: Told])[];

/** Everything that a script of reports brought about. */
export type Run = { surface: Surface; changes: Change[]; incidents: IncidentStep[] };

export function run(surface: Surface, script: Script): Run {
  const all: Run = { surface, changes: [], incidents: [] };
  for (const [seconds, told] of script) {
    const report = typeof told === "function" ? told(seconds) : told;
    const outcome = decide(all.surface, report, s(seconds));
    all.surface = outcome.surface;
    all.changes.push(...outcome.changes);
    all.incidents.push(...outcome.incidents);
  }
  return all;
}

/** The same report again and again. */
export const ticks = (told: Told, ...seconds: number[]): Script => seconds.map((at) => [at, told] as const);

/** OPERATIONAL by three probes, the last one at 0. */
export const healthy = (): Surface => run(probeSurface(), ticks(ok, -120, -60, 0)).surface;
/** DEGRADED by one failure at 0. */
export const degraded = (): Surface => run(probeSurface(), [...ticks(ok, -180, -120, -60), [0, failed]]).surface;
/** DOWN by three failures, the last one at 0. */
export const down = (): Surface => run(probeSurface(), ticks(failed, -120, -60, 0)).surface;
/** A surface without a probe, taken live by an operator at 0. */
export const live = (): Surface => run(bareSurface(), [[0, release()]]).surface;
/** A partner's surface whose last reading came at 0. */
export const reading = (state: Reading): Surface => run(partnerSurface(), [[0, reads(state)]]).surface;

const probe = (isOk: boolean, checkedAt: number, times = 1): Report => ({
  kind: "probe",
  actor: "prober",
  times,
  result: {
    at: s(checkedAt),
    ok: isOk,
    latencyMs: isOk ? 80 : null,
    statusCode: isOk ? 200 : 503,
    error: isOk ? null : "503",
  },
});
export const ok = (seconds: number): Report => probe(true, seconds);
export const failed = (seconds: number): Report => probe(false, seconds);
/** A result that arrives later (or earlier) than its `checked_at`. */
export const okAt = (checkedAt: number): Report => probe(true, checkedAt);
export const failedAt = (checkedAt: number): Report => probe(false, checkedAt);

/** An outside prober's verdict, as `update-surface` translates it (contract §4.2). */
export const verdict = (state: "OPERATIONAL" | "DEGRADED" | "DOWN") => (seconds: number) =>
  probe(state === "OPERATIONAL", seconds, state === "DEGRADED" ? 1 : 3);

type Reading = Exclude<State, "UNKNOWN">;
export const reads = (state: Reading): Report => ({ kind: "partner", actor: "3p_poller", reading: state });
export const failedPoll: Report = { kind: "partner", actor: "3p_poller", reading: null };

/** `updated` is the ticket's own time in seconds; without it, the moment of the report. */
export const ticket =
  (key: string, severity: TicketSeverity, more: { note?: string | null; updated?: number } = {}) =>
  (seconds: number): Report => ({
    kind: "ticket",
    actor: "freescout",
    op: "hold",
    ticket: {
      key,
      ticketId: null,
      severity,
      downgraded: false,
      note: more.note ?? null,
      updatedAt: s(more.updated ?? seconds),
    },
  });
export const close = (key: string): Report => ({ kind: "ticket", actor: "freescout", op: "let_go", key });

type PinWords = { note?: string | null; flag?: boolean; expires?: number; until?: number };
export const pin = (state: State, { note, flag, expires, until }: PinWords = {}): Report => ({
  kind: "manual",
  actor: "ops",
  state,
  note,
  ticketFlag: flag,
  expiresAt: expires === undefined ? null : s(expires),
  maintenanceUntil: until === undefined ? null : s(until),
});
export const release = (words: { note?: string | null; flag?: boolean } = {}): Report => pin("OPERATIONAL", words);

export const plan = (id: string, begins: number, ends: number, note: string | null = null): Report => ({
  kind: "window",
  actor: "schedule",
  op: "add",
  window: { id, beginsAt: s(begins), endsAt: s(ends), note, running: false },
});
export const endWindow = (windowId: string): Report => ({ kind: "window", actor: "schedule", op: "end", windowId });
export const clock: Report = { kind: "clock" };

/** A delivery of ticket 1, open on A and `degraded` unless said otherwise; fingerprinted as lib/integrations does it. */
export function sighting(more: Partial<Omit<TicketSighting, "fingerprint">> = {}): TicketSighting {
  const seen = {
    key: "1",
    ticketId: 1,
    status: "open" as const,
    updatedAt: s(0) as number | null,
    fields: { surfaceId: "A" as string | null, severity: "degraded" as TicketSeverity, note: null as string | null },
    ...more,
  };
  const read = [seen.status, seen.updatedAt, seen.fields, seen.isCustomerReply ?? false];
  return { ...seen, fingerprint: JSON.stringify(read) };
}

/** What a reader of the page sees, times in seconds. */
export type Look = {
  state: State;
  source: Source;
  since: number;
  note: string | null;
  pending: boolean;
  until: number | null;
};

export const look = (surface: Surface): Look => ({
  state: surface.state,
  source: surface.source,
  since: inSeconds(surface.stateSince),
  note: surface.note,
  pending: isTicketPending(surface),
  until: surface.maintenanceUntil === null ? null : inSeconds(surface.maintenanceUntil),
});

/** What readers see at that second if nothing is written any more. */
export const seenAt = (surface: Surface, seconds: number): Look => look(shownSurface(surface, s(seconds)));

export type Case = readonly [sentence: string, given: Surface, when: Script, then: Partial<Look>];

/** One test a row: from a surface, through a script, to what readers see. */
export function itHolds(cases: readonly Case[]): void {
  test.each(cases)("%s", (_, given, when, then) => {
    expect(look(run(given, when).surface)).toMatchObject(then);
  });
}

/** The audit rows in one line each: `OPERATIONAL → DEGRADED by prober at 60`. */
export const told = (changes: readonly Change[]): string[] =>
  changes.map((c) => `${c.previousState} → ${c.newState} by ${c.source} at ${inSeconds(c.effectiveAt)}`);

/** The incident steps in one line each: `open down "note" at 60`, `update down seen degraded at 90`. */
export const steps = (incidents: readonly IncidentStep[]): string[] =>
  incidents.map((step) => {
    const note = step.note === null ? "" : ` "${step.note}"`;
    const severity = step.op === "close" ? "" : ` ${step.severity}`;
    const isOther = step.op === "update" && step.seen !== undefined && step.seen !== step.severity;
    return `${step.op}${severity}${isOther ? ` seen ${step.seen}` : ""}${note} at ${inSeconds(step.at)}`;
  });
