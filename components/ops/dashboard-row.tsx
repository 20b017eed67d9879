import { Chevron } from "@/components/status/chevron";
import { StateIcon } from "@/components/status/state-icon";
import type { State } from "@/lib/core/engine/states";
import type { OpsSurface } from "@/lib/schemas/ops";
import { AuditRows } from "./audit-rows";
import { Facts, probeText, Sources } from "./evidence";
import { Sparkline } from "./sparkline";
import { stateText } from "./state-label";
import { Unfolding } from "./unfolding";
import { agoText, When } from "./when";

type Props = { surface: OpsSurface; now: string };

const TROUBLE: readonly State[] = ["DOWN", "PARTIAL", "DEGRADED"];

/** One surface as a row that expands to what explains its state; the worst one starts expanded where it has an issue. */
export function DashboardRow({ surface, now, isFirst }: Props & { isFirst: boolean }) {
  const { id, display_name: name, shown_state: state } = surface;
  return (
    <li data-row={id} data-state={state} className="ops-row">
      <label>
        <input type="checkbox" name="surface" value={id} className="ops-pick" />
        <span className="sr-only">Pick {name}</span>
      </label>
      <Unfolding isOpen={isFirst && TROUBLE.includes(state)}>
        <summary className="flex items-center gap-3 ps-1">
          <StateIcon state={state} className="mt-0.5 self-start" />
          <Headline surface={surface} now={now} />
          <span className="max-sm:hidden">
            <Sparkline probes={surface.probes} now={now} />
          </span>
          <Chevron />
        </summary>
        <div className="grid gap-x-10 gap-y-4 pe-4 pb-4 ps-1 lg:grid-cols-2">
          <p className="ops-acts lg:col-span-2">
            <WriteLink id={id} action="clear" name="Clear" about={name} />
            <WriteLink id={id} action="note" name="Note" about={name} />
            <a href={`/ops/surfaces/${id}`} className="ops-quiet">
              Open <span className="sr-only">{name}</span>
            </a>
          </p>
          <div className="space-y-3">
            {surface.public_note && <p className="wrap-anywhere">“{surface.public_note}”</p>}
            <Sources surface={surface} />
          </div>
          <Facts surface={surface} now={now} />
          <div className="ops-brief lg:col-span-2">
            <AuditRows rows={surface.state_audit_log.slice(0, 3)} />
          </div>
        </div>
      </Unfolding>
      <a href={`/ops/surfaces/${id}?action=override`} className="ops-quick">
        Override <span className="sr-only">{name}</span>
      </a>
    </li>
  );
}

/** The row's summary: state, since when, why, and the last probe. */
function Headline({ surface, now }: Props) {
  const probe = probeText(surface);
  return (
    <span className="min-w-0 flex-1">
      <span className="flex flex-wrap items-center gap-x-3">
        <span className="ops-name flex flex-wrap items-center gap-x-3">
          <span className="font-medium wrap-anywhere">{surface.display_name}</span>
          <span className="text-sm text-state-ink">{stateText(surface.shown_state)}</span>
        </span>
        <span className="flex flex-wrap gap-x-2 gap-y-1 py-0.5 empty:hidden">
          <Marks surface={surface} />
        </span>
      </span>
      <span className="block text-muted text-sm">
        <span>
          <span className="max-sm:hidden">
            <When at={surface.state_since} />{" "}
          </span>
          {agoText(surface.state_since, now)}:
        </span>{" "}
        <span className="wrap-anywhere">{surface.because}</span>{" "}
        {probe && <span className="ms-2 inline-block tabular-nums max-sm:hidden">{probe}</span>}
      </span>
    </span>
  );
}

/** The tags of a collapsed row. */
export function Marks({ surface }: { surface: OpsSurface }) {
  const tickets = surface.open_tickets.filter(({ is_operators: isOperators }) => !isOperators).length;
  return (
    <>
      {surface.overridden_by && <span className="ops-tag">override</span>}
      {surface.ticket_pending && <span className="ops-tag">shown as “Ticket open”</span>}
      {surface.open_tickets.length > tickets && <span className="ops-tag">incident</span>}
      {tickets > 0 && <span className="ops-tag">{tickets === 1 ? "1 ticket" : `${tickets} tickets`}</span>}
      {surface.windows.length > 0 && (
        <span className="ops-tag">
          {surface.windows.some(({ running }) => running) ? "maintenance" : "maintenance planned"}
        </span>
      )}
      {disagree(surface) && <span className="ops-tag">{disagree(surface)}</span>}
      {surface.state !== surface.shown_state && (
        <span className="ops-tag">changed since the last check: was {stateText(surface.state)}</span>
      )}
    </>
  );
}

/** Where our own prober and the watcher outside see different things: which of them sees the surface fail. */
function disagree({ outside, last_probe_ok: own }: OpsSurface): string | null {
  if (outside === null || own === null || outside.ok === own) return null;
  return own ? "fails from outside only" : "fails from here only";
}

type LinkProps = { id: string; action: string; name: string; about: string };

const WriteLink = ({ id, action, name, about }: LinkProps) => (
  <a href={`/ops/surfaces/${id}?action=${action}`} className="ops-quiet">
    {name} <span className="sr-only">{about}</span>
  </a>
);
