import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { stateOfSeverity } from "@/lib/core/engine/states";
import { durationText } from "./age";
import { Fold } from "./fold";
import { foldDays, groupByDay, type IncidentDay } from "./incident-days";
import { Note } from "./note";
import type { Incident } from "./page-data";
import { StateIcon } from "./state-icon";
import { UTC, weekdayText } from "./time-format";
import { TimeRange } from "./time-range";

const SHOWN = 8;

type Props = { messages: Messages; incidents: readonly Incident[]; now: number };

/** What was resolved in the last 30 days, by the UTC day on which it began. */
export function PastIncidents({ messages, incidents, now }: Props) {
  const { shown, folded } = foldDays(groupByDay(incidents), SHOWN);
  const foldedCount = folded.reduce((count, day) => count + day.incidents.length, 0);
  return (
    <section aria-labelledby="past" className="lg:col-span-12">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="past" className="section-title">
          {t(messages, "past.title")}
        </h2>
        <p className="text-muted text-sm">{t(messages, "past.range")}</p>
      </div>
      <div className="panel">
        {shown.length === 0 && <p className="p-4 text-muted sm:p-6">{t(messages, "past.none")}</p>}
        <Days messages={messages} days={shown} now={now} />
        {folded.length > 0 && (
          <Fold label={t(messages, "fold.more", { count: foldedCount })}>
            <Days messages={messages} days={folded} now={now} />
          </Fold>
        )}
      </div>
    </section>
  );
}

function Days({ messages, days, now }: { messages: Messages; days: IncidentDay[]; now: number }) {
  return (
    <div className="divide-y divide-line">
      {days.map(({ day, incidents }) => (
        <section key={day} className="grid gap-x-8 gap-y-4 p-4 sm:p-6 lg:grid-cols-12">
          <h3 className="font-medium text-muted lg:col-span-3">
            <time dateTime={day}>{weekdayText(messages, day, UTC)}</time>
          </h3>
          <ul className="space-y-6 lg:col-span-9">
            {incidents.map((incident) => (
              <PastIncident key={incident.id} messages={messages} incident={incident} now={now} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function PastIncident({ messages, incident, now }: { messages: Messages; incident: Incident; now: number }) {
  const state = stateOfSeverity(incident.severity);
  const lastedMs = Date.parse(incident.resolved_at) - Date.parse(incident.opened_at);
  return (
    <li data-state={state} id={incident.id} className="flex gap-3">
      <StateIcon state={state} className="mt-0.5 size-5" />
      <div className="min-w-0">
        <p className="flex flex-wrap gap-x-2.5">
          <a href={linkTo(messages, `/incidents/${incident.id}`)} className="link font-semibold wrap-anywhere">
            {incident.surface_display_name}
          </a>
          <span className="text-state-ink">{t(messages, `states.${state}`)}</span>
          <span className="text-muted">
            {t(messages, "past.lasted", { duration: durationText(messages, lastedMs) })}
          </span>
        </p>
        {incident.public_note && <Note text={incident.public_note} className="mt-1" />}
        <p className="mt-1 min-h-5 text-muted text-sm tabular-nums max-narrow:min-h-10">
          <TimeRange messages={messages} from={incident.opened_at} to={incident.resolved_at} now={now} />
        </p>
      </div>
    </li>
  );
}
