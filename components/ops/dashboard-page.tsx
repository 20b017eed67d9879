import { STATES, type State } from "@/lib/core/engine/states";
import type { OpsAlert, OpsDashboard } from "@/lib/schemas/ops";
import { worstFirst } from "./alert-order";
import { BoardAge } from "./board-age";
import { DashboardList } from "./dashboard-list";
import { DashboardRow } from "./dashboard-row";
import { Overrides } from "./overrides";
import { remarkText } from "./remark-text";
import { StateLabel, stateText } from "./state-label";
import { agoText, When } from "./when";

type DashboardFilter = { q: string; state: string };
type Props = {
  dashboard: OpsDashboard;
  /** What customers read of the whole page. */
  verdict: State;
  filter: DashboardFilter;
};

/** Every surface, worst first, with the reason for its state and links to the actions on it; it stays up to date by itself. */
export function DashboardPage({ dashboard, verdict, filter }: Props) {
  const { surfaces, generated_at: now, last_tick_at: tick } = dashboard;
  const rows = surfaces.map((surface, i) => ({
    id: surface.id,
    text: `${surface.id} ${surface.display_name} ${surface.partner_name ?? ""}`.toLowerCase(),
    state: surface.shown_state,
    node: <DashboardRow key={surface.id} surface={surface} now={now} isFirst={i === 0} />,
  }));
  return (
    <>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="flex flex-wrap items-center gap-x-3 font-semibold text-2xl">
          Dashboard{" "}
          <span className="text-base">
            <StateLabel state={verdict} />
          </span>
        </h1>
        <p className="flex flex-wrap gap-x-3 text-muted text-sm">
          <span>
            As of <When at={now} />
          </span>
          <BoardAge at={now} />
          <span>{tick ? `checks ran ${agoText(tick, now)}` : "checks have never run"}</span>
        </p>
      </div>
      <p className="mb-4">
        <a href="/ops/incidents/new" className="ops-button max-sm:w-full">
          New incident
        </a>
      </p>
      <OpenAlerts alerts={dashboard.alerts} />
      <Overrides surfaces={surfaces} now={now} />
      <DashboardList rows={rows} filter={filter} states={STATES.map((state) => [state, stateText(state)])}>
        <SelectionBar />
      </DashboardList>
    </>
  );
}

function OpenAlerts({ alerts }: { alerts: readonly OpsAlert[] }) {
  if (alerts.length === 0) return null;
  return (
    <ul aria-label="Open alerts" className="mb-4 space-y-1">
      {worstFirst(alerts).map((alert) => (
        <li key={alert.id} data-state={alert.severity === "critical" ? "DOWN" : "DEGRADED"}>
          <a
            href="/ops/checks"
            className="flex min-h-11 flex-wrap items-center gap-x-3 rounded-lg border border-state-line bg-state-tint px-3 py-1.5 text-sm"
          >
            <span className="font-medium text-state-ink">{alert.severity}</span>
            <span className="wrap-anywhere">{remarkText(alert.title)}</span>
            {alert.acknowledged_by && <span className="text-muted">seen by {alert.acknowledged_by}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The actions on the selected surfaces; each opens a form. */
function SelectionBar() {
  return (
    <div className="ops-bar mt-3 flex flex-wrap items-center gap-2">
      <span className="me-auto text-muted text-sm max-sm:sr-only">With the selected surfaces:</span>
      <button type="submit" name="action" value="override" className="ops-button">
        Override
      </button>
      <button type="submit" name="action" value="clear" className="ops-quiet">
        Clear
      </button>
      <button type="submit" name="action" value="note" className="ops-quiet">
        Note
      </button>
      <button type="reset" className="ops-quiet">
        Deselect
      </button>
    </div>
  );
}
