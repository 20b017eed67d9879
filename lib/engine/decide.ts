import { type Cause, type Outcome, record, type Step } from "./outcome";
import { applyPartner, type PartnerReport } from "./partner";
import { applyManual, type ManualReport } from "./pin";
import { applyProbe, type ProbeReport } from "./prober";
import { READ_GAP_MS, settle } from "./settle";
import type { Source } from "./states";
import { runningWindows, type Surface, type Window } from "./surface";
import { applyTicket, type TicketReport } from "./tickets";
import { endWindows } from "./windows";

/** A window is added (it starts when its time has come), or one ends now; `all_running` ends whatever runs. */
export type WindowReport =
  | { kind: "window"; actor: string; op: "add"; window: Window }
  | { kind: "window"; actor: string; op: "end"; windowId: string | "all_running" };

/** Nothing was said; only the clock has moved. */
export type ClockReport = { kind: "clock" };

/** What a source says of one surface. */
export type Report = ManualReport | ProbeReport | PartnerReport | TicketReport | WindowReport | ClockReport;

const SOURCE_OF: Record<Exclude<Report["kind"], "clock">, Source> = {
  manual: "manual",
  probe: "prober",
  partner: "3p_poller",
  ticket: "freescout",
  window: "schedule",
};

/**
 * Decides one surface: `(surface, report, now) → next surface, audit rows, incident steps`. Pure and total. The clock's own
 * changes up to `now` come first, each with its own effective time; then the report; then what it made due at once.
 */
export function decide(surface: Surface, report: Report, now: number): Outcome {
  const settled = settle(surface, now);
  if (report.kind === "clock") return stamp(settled, now);
  const at = Math.max(now, surface.updatedAt);
  const cause: Cause = { actor: report.actor, source: SOURCE_OF[report.kind], at, always: isAlwaysLogged(report) };
  const reported = record(settled, apply(settled.surface, report, at), cause);
  const after = settle({ ...reported.surface, updatedAt: at }, now);
  return stamp(
    {
      surface: after.surface,
      changes: [...reported.changes, ...after.changes],
      incidents: [...reported.incidents, ...after.incidents],
    },
    now,
  );
}

/** Each manual write is audited, and each delivery of a ticket that is no replay (§5d 7c), also where readers see no difference. */
const isAlwaysLogged = ({ kind }: Report): boolean => kind === "manual" || kind === "ticket";

const stamp = (outcome: Outcome, now: number): Outcome => ({
  ...outcome,
  surface: { ...outcome.surface, updatedAt: Math.max(now, outcome.surface.updatedAt) },
});

function apply(surface: Surface, report: Exclude<Report, ClockReport>, at: number): Step {
  switch (report.kind) {
    case "manual":
      return applyManual(surface, report, at);
    case "probe":
      return applyProbe(surface, report, at);
    case "partner":
      return applyPartner(surface, report, at);
    case "ticket":
      return applyTicket(surface, report, at);
    case "window":
      return applyWindow(surface, report, at);
  }
}

function applyWindow(surface: Surface, report: WindowReport, at: number): Step {
  if (report.op === "add") return { surface: { ...surface, windows: [...surface.windows, report.window] } };
  const ending =
    report.windowId === "all_running"
      ? runningWindows(surface)
      : surface.windows.filter((w) => w.id === report.windowId);
  return endWindows(surface, ending, at);
}

/** What readers see of a stored surface at `now`; nothing is stored. */
export function shownSurface(surface: Surface, now: number): Surface {
  return settle(surface, now, READ_GAP_MS).surface;
}
