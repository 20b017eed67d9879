import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { stateOfSeverity } from "@/lib/engine/states";
import { durationText } from "./age";
import { Fold } from "./fold";
import { foldDays, groupByDay, type IncidentDay } from "./incident-days";
import { Note } from "./note";
import type { Incident } from "./page-data";
import { StateIcon } from "./state-icon";
import { UTC, weekdayText } from "./time-format";
import { TimeRange } from "./time-range";

const SHOWN = 8;

type Props = { copy: Copy; incidents: readonly Incident[] };

/** What was resolved in the last 30 days, by the UTC day on which it began. */
export function PastIncidents({ copy, incidents }: Props) {
  const { shown, folded } = foldDays(groupByDay(incidents), SHOWN);
  const foldedCount = folded.reduce((count, day) => count + day.incidents.length, 0);
  return (
    <section aria-labelledby="past" className="lg:col-span-12">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="past" className="section-title">
          {say(copy, "past.title")}
        </h2>
        <p className="text-muted text-sm">{say(copy, "past.range")}</p>
      </div>
      <div className="panel">
        {shown.length === 0 && <p className="p-4 text-muted sm:p-6">{say(copy, "past.none")}</p>}
        <Days copy={copy} days={shown} />
        {folded.length > 0 && (
          <Fold label={say(copy, "fold.more", { count: foldedCount })}>
            <Days copy={copy} days={folded} />
          </Fold>
        )}
      </div>
    </section>
  );
}

function Days({ copy, days }: { copy: Copy; days: IncidentDay[] }) {
  return (
    <div className="divide-y divide-line">
      {days.map(({ day, incidents }) => (
        <section key={day} className="grid gap-x-8 gap-y-4 p-4 sm:p-6 lg:grid-cols-12">
          <h3 className="font-medium text-muted lg:col-span-3">
            <time dateTime={day}>{weekdayText(copy, day, UTC)}</time>
          </h3>
          <ul className="space-y-6 lg:col-span-9">
            {incidents.map((incident) => (
              <PastIncident key={incident.id} copy={copy} incident={incident} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function PastIncident({ copy, incident }: { copy: Copy; incident: Incident }) {
  const state = stateOfSeverity(incident.severity);
  const lastedMs = Date.parse(incident.resolved_at) - Date.parse(incident.opened_at);
  return (
    <li data-state={state} id={incident.id} className="flex gap-3">
      <StateIcon state={state} className="mt-0.5 size-5" />
      <div className="min-w-0">
        <p className="flex flex-wrap gap-x-2.5">
          <a href={linkTo(copy, `/incidents/${incident.id}`)} className="link font-semibold wrap-anywhere">
            {incident.surface_display_name}
          </a>
          <span className="text-state-ink">{say(copy, `states.${state}`)}</span>
          <span className="text-muted">{say(copy, "past.lasted", { duration: durationText(copy, lastedMs) })}</span>
        </p>
        {incident.public_note && <Note text={incident.public_note} className="mt-1" />}
        <p className="mt-1 min-h-5 text-muted text-sm tabular-nums max-narrow:min-h-10">
          <TimeRange copy={copy} from={incident.opened_at} to={incident.resolved_at} />
        </p>
      </div>
    </li>
  );
}
