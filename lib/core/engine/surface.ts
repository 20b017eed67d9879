import type { Severity, Source, State, TicketSeverity } from "./states";

/** An open ticket's claim on one surface. All times in the engine are epoch milliseconds. */
export type Ticket = {
  key: string;
  ticketId: number | null;
  severity: TicketSeverity;
  /** A recovery that the prober saw has downgraded it to `degraded`, until the ticket changes its severity or surface. */
  downgraded: boolean;
  note: string | null;
  updatedAt: number;
};

/** A maintenance window on one surface; one that has ended is dropped. */
export type Window = { id: string; beginsAt: number; endsAt: number; note: string | null; running: boolean };

/** An operator's override. `severity` is the worst that it has claimed; null while it has only claimed UNKNOWN. */
export type Override = {
  since: number;
  actor: string;
  expiresAt: number | null;
  maintenanceUntil: number | null;
  severity: Severity | null;
  note: string | null;
};

export type ProbeMemory = {
  okStreak: number;
  failStreak: number;
  /** There was a failure, and no three ok in a row since. */
  recovering: boolean;
  lastAt: number | null;
  lastOk: boolean | null;
  latencyMs: number | null;
  statusCode: number | null;
  error: string | null;
};

export type PartnerMemory = {
  /** null: no reading yet; UNKNOWN: readings stopped. */
  reading: State | null;
  goodAt: number | null;
  polledAt: number | null;
  failedPolls: number;
  /** An operator cleared it: it is ignored until its next report. */
  isIgnored: boolean;
};

/** The registry's facts about a surface that the rules need. */
export type SurfaceFacts = { id: string; hasProbe: boolean; partnerStaleMs: number };

/** Everything that decides one surface: each source's last report, and the resulting state. */
export type Surface = SurfaceFacts & {
  state: State;
  stateSince: number;
  source: Source;
  because: Rule;
  note: string | null;
  maintenanceUntil: number | null;
  probe: ProbeMemory;
  partner: PartnerMemory;
  tickets: readonly Ticket[];
  ticketsIgnored: boolean;
  ticketFlag: boolean;
  windows: readonly Window[];
  /** The end of maintenance, from which on the next probe result decides. */
  awaitingSince: number | null;
  override: Override | null;
  /** The number of overrides so far, the current one included. */
  overrideCount: number;
  releasedAt: number | null;
  updatedAt: number;
};

/** Why a state holds; each rule's sentence is for operators and the audit log. */
export const RULES = {
  registered: "registered; nothing has reported yet",
  pinned: "overridden by an operator",
  released: "override cleared by an operator",
  pin_ended: "the override ended; decided again from the stored reports",
  window_running: "a maintenance window is running",
  window_ended: "the maintenance window ended",
  window_end_probe_ok: "the first probe after maintenance succeeded",
  window_end_probe_failed: "the first probe after maintenance failed",
  window_end_silent: "no probe within 90 s of the end of maintenance",
  probe_failed: "a probe failed",
  probe_down: "3 or more probes failed in a row",
  probe_recovered: "3 or more probes succeeded in a row",
  probe_recovered_ticket_open: "3 probes succeeded in a row, a ticket is still open",
  probe_gap: "no probe for over 90 s",
  outside_gap: "no result of the outside prober for over 5 minutes",
  partner_reading: "read from the partner's status page",
  partner_silent: "no good reading from the partner",
  ticket_open: "the worst of the open tickets",
  ticket_closed: "the last open ticket closed",
  corrected: "the record of an incident was corrected",
} as const;
export type Rule = keyof typeof RULES;

/** A newly registered surface: UNKNOWN, source `prober` (contract §2.2). */
export function registerSurface(facts: SurfaceFacts, now: number): Surface {
  return {
    ...facts,
    state: "UNKNOWN",
    stateSince: now,
    source: "prober",
    because: "registered",
    note: null,
    maintenanceUntil: null,
    probe: {
      okStreak: 0,
      failStreak: 0,
      recovering: false,
      lastAt: null,
      lastOk: null,
      latencyMs: null,
      statusCode: null,
      error: null,
    },
    partner: { reading: null, goodAt: null, polledAt: null, failedPolls: 0, isIgnored: false },
    tickets: [],
    ticketsIgnored: false,
    ticketFlag: false,
    windows: [],
    awaitingSince: null,
    override: null,
    overrideCount: 0,
    releasedAt: null,
    updatedAt: now,
  };
}

/** Whether readers see "pending issue": a ticket is open or an operator set the flag. */
export const isTicketPending = (surface: Surface): boolean => surface.tickets.length > 0 || surface.ticketFlag;

export const runningWindows = (surface: Surface): readonly Window[] => surface.windows.filter((w) => w.running);

/** Whether an override or maintenance decides: other sources' reports are stored, but don't change the state. */
export const isSuppressed = (surface: Surface): boolean =>
  surface.override !== null || surface.awaitingSince !== null || surface.windows.some((w) => w.running);

/** The note of the open ticket with the greatest `updatedAt`. */
export function ticketNote(surface: Surface): string | null {
  const latest = surface.tickets.reduce<Ticket | null>((a, b) => (a && a.updatedAt > b.updatedAt ? a : b), null);
  return latest?.note ?? null;
}

/** The note of a surface without an override: its tickets', else that of the running window. */
export function noteWithoutOverride(surface: Surface): string | null {
  return ticketNote(surface) ?? runningWindows(surface).findLast((w) => w.note !== null)?.note ?? null;
}

/** The surface in this state; `stateSince` changes only when the state does. */
export function become(surface: Surface, verdict: Verdict, at: number): Surface {
  return {
    ...surface,
    state: verdict.state,
    source: verdict.source,
    because: verdict.because,
    stateSince: verdict.state === surface.state ? surface.stateSince : at,
    maintenanceUntil: verdict.state === "MAINTENANCE" ? (verdict.maintenanceUntil ?? null) : null,
  };
}

/** A state, the source that decided it, and the rule. */
export type Verdict = { state: State; source: Source; because: Rule; maintenanceUntil?: number | null };
