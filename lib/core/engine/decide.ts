import { type Cause, type Outcome, record, type Step } from "./outcome";
import { applyManual, applyNote, type ManualReport, type NoteReport } from "./override";
import { applyPartner, applyProbe, type PartnerReport, type ProbeReport } from "./prober";
import { settle } from "./settle";
import type { Source } from "./states";
import { runningWindows, type Surface, type Window } from "./surface";
import { applyTicket, type TicketReport } from "./tickets";
import { changeWindow, endWindows } from "./windows";

/** A window is added (it starts at its own time) or changed, or one ends now; `all_running` ends every running one. */
type WindowReport =
  | { kind: "window"; actor: string; op: "add"; window: Window }
  | { kind: "window"; actor: string; op: "change"; windowId: string; change: WindowChange }
  | { kind: "window"; actor: string; op: "end"; windowId: string | "all_running" };

type WindowChange = Pick<Window, "beginsAt" | "endsAt" | "note">;

type ClockReport = { kind: "clock" };

/** One source's report on one surface. */
export type Report =
  | ManualReport
  | NoteReport
  | ProbeReport
  | PartnerReport
  | TicketReport
  | WindowReport
  | ClockReport;

const SOURCE_OF: Record<Exclude<Report["kind"], "clock">, Source> = {
  manual: "manual",
  note: "manual",
  probe: "prober",
  partner: "3p_poller",
  ticket: "freescout",
  window: "schedule",
};

/** Decides one report on a surface: `(surface, report, now) → next surface, audit rows, incident steps`. Pure and total. */
export const decide = (surface: Surface, report: Report, now: number): Outcome => decideAll(surface, [report], now);

/** Decides reports that came together: first the clock's changes up to `now`, each at its own time, then the reports, then the changes that these made due. */
export function decideAll(surface: Surface, reports: readonly Report[], now: number): Outcome {
  const at = Math.max(now, surface.updatedAt);
  const reported = reports
    .filter((report) => report.kind !== "clock")
    .reduce<Outcome>(
      (outcome, report) => {
        const cause: Cause = {
          actor: report.actor,
          source: SOURCE_OF[report.kind],
          at,
          always: isAlwaysLogged(report),
        };
        return record(outcome, apply(outcome.surface, report, at), cause);
      },
      settle(surface, now),
    );
  const received = reports.some((report) => report.kind !== "clock");
  const after = settle(received ? { ...reported.surface, updatedAt: at } : reported.surface, now);
  return {
    surface: { ...after.surface, updatedAt: at },
    changes: [...reported.changes, ...after.changes],
    incidents: [...reported.incidents, ...after.incidents],
  };
}

/** Each manual write is audited, and each delivery of a ticket that is no replay (contract §2.10), even if readers see no difference. */
const isAlwaysLogged = ({ kind }: Report): boolean => kind === "manual" || kind === "note" || kind === "ticket";

function apply(surface: Surface, report: Exclude<Report, ClockReport>, at: number): Step {
  switch (report.kind) {
    case "manual":
      return applyManual(surface, report, at);
    case "note":
      return applyNote(surface, report, at);
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
  if (report.op === "change") return changeWindow(surface, report.windowId, report.change, at);
  const ending =
    report.windowId === "all_running"
      ? runningWindows(surface)
      : surface.windows.filter((w) => w.id === report.windowId);
  return endWindows(surface, ending, at);
}
