import { durationText } from "@/components/status/age";
import { copy } from "@/components/status/copy";
import { LocalTime } from "@/components/status/local-time";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import { TimeRange } from "@/components/status/time-range";
import { stateOfSeverity } from "@/lib/engine/states";
import { toPublicTime } from "@/lib/schemas/times";
import type { Incident } from "./history-data";
import { OngoingBadge } from "./ongoing-badge";

type Props = { incident: Incident; now: number; withName?: boolean };

/** One incident in a list, linked to its own page; `withName` where the list is not one surface's. */
export function IncidentItem({ incident, now, withName = false }: Props) {
  const { id, surfaceName, severity, openedAt, resolvedAt, note } = incident;
  const state = stateOfSeverity(severity);
  const duration = durationText((resolvedAt ?? now) - openedAt);
  return (
    <li id={id} data-state={state} className="flex gap-3 p-4 sm:px-6 sm:py-5">
      <StateIcon state={state} className="mt-0.5 size-5" />
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h3>
            <a href={`/incidents/${id}`} className="link wrap-anywhere">
              {withName && <span className="font-semibold">{surfaceName}</span>}
              {withName && " "}
              <span className="text-state-ink">{copy.states[state]}</span>
            </a>
          </h3>
          {resolvedAt === null && <OngoingBadge />}
          <span className="text-muted">
            {resolvedAt === null ? copy.active.lasting(duration) : copy.past.lasted(duration)}
          </span>
        </div>
        {note && <Note text={note} className="mt-1" />}
        <p className="mt-1 min-h-5 text-muted text-sm tabular-nums max-sm:min-h-10">
          {resolvedAt === null ? (
            <>
              {copy.active.since} <LocalTime at={toPublicTime(openedAt)} withUtc />
            </>
          ) : (
            <TimeRange from={toPublicTime(openedAt)} to={toPublicTime(resolvedAt)} />
          )}
        </p>
      </div>
    </li>
  );
}
