import { STATES } from "@/lib/core/engine/states";
import type { OpsAlert, OpsDashboard, OpsSurface } from "@/lib/schemas/ops";
import { DashboardRow } from "./dashboard-row";
import { DashboardSearch } from "./dashboard-search";
import { StateLabel, stateText } from "./state-label";
import { agoText, When } from "./when";

type DashboardFilter = { q: string; state: string };
type Props = { dashboard: OpsDashboard; filter: DashboardFilter };

/** Every surface, worst first, with the reason for its state and links to the actions on it. */
export function DashboardPage({ dashboard, filter }: Props) {
  const shown = dashboard.surfaces.filter((surface) => fits(surface, filter));
  return (
    <>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="flex items-center gap-3 font-semibold text-2xl">
          Dashboard <span className="text-base">{<StateLabel state={dashboard.overall_status} />}</span>
        </h1>
        <p className="text-muted text-sm">
          As of <When at={dashboard.generated_at} />, last tick{" "}
          {dashboard.last_tick_at ? agoText(dashboard.last_tick_at, dashboard.generated_at) : "never"}
        </p>
      </div>
      <OpenAlerts alerts={dashboard.alerts} />
      <Filter filter={filter} />
      <form action="/ops/write" method="get">
        {shown.length === 0 ? (
          <p className="panel p-5 text-muted">No surface matches this search.</p>
        ) : (
          <ul aria-label="Surfaces" className="panel divide-y divide-line">
            {shown.map((surface) => (
              <DashboardRow key={surface.id} surface={surface} now={dashboard.generated_at} />
            ))}
          </ul>
        )}
        <SelectionBar />
      </form>
    </>
  );
}

function fits(surface: OpsSurface, { q, state }: DashboardFilter): boolean {
  const text = `${surface.id} ${surface.display_name} ${surface.partner_name ?? ""}`.toLowerCase();
  return text.includes(q.trim().toLowerCase()) && (state === "" || surface.shown_state === state);
}

function OpenAlerts({ alerts }: { alerts: readonly OpsAlert[] }) {
  if (alerts.length === 0) return null;
  return (
    <ul aria-label="Open alerts" className="mb-4 space-y-1">
      {alerts.map((alert) => (
        <li key={alert.id} data-state={alert.severity === "critical" ? "DOWN" : "DEGRADED"}>
          <a
            href="/ops/checks"
            className="flex min-h-11 flex-wrap items-center gap-x-3 rounded-lg border border-state-line bg-state-tint px-3 py-1.5 text-sm"
          >
            <span className="font-medium text-state-ink">{alert.severity}</span>
            <span className="wrap-anywhere">{alert.title}</span>
            {alert.acknowledged_by && <span className="text-muted">seen by {alert.acknowledged_by}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Filter({ filter: { q, state } }: { filter: DashboardFilter }) {
  return (
    <search>
      <form action="/ops" method="get" className="mb-3 flex gap-2">
        <DashboardSearch q={q} />
        <label className="w-32 shrink-0 sm:w-48">
          <span className="sr-only">State</span>
          <select name="state" defaultValue={state} className="ops-input">
            <option value="">Any state</option>
            {STATES.map((each) => (
              <option key={each} value={each}>
                {stateText(each)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="ops-quiet">
          Find
        </button>
      </form>
    </search>
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
    </div>
  );
}
