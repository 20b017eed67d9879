import { type Messages, t } from "@/components/messages/t";
import type { Day } from "@/lib/core/uptime/days";
import { titleOf } from "@/lib/output/incident-title";
import type { Incident } from "@/lib/schemas/public";
import { IncidentItem } from "./incident-item";

type Props = { messages: Messages; incidents: readonly Incident[] | null; days: readonly Day[]; now: number };

/** One surface's incidents of the days that are shown, newest first; over a day with an outage "none" says whose word that is. */
export function SurfaceIncidents({ messages, incidents, days, now }: Props) {
  const count = days.length;
  const hasOutage = days.some(({ ms }) => ms.DOWN + ms.PARTIAL > 0);
  return (
    <section aria-labelledby="incidents">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="incidents" className="section-title">
          {t(messages, "surfaceIncidents.title")}
        </h2>
        <p className="text-muted text-sm">{t(messages, "surfaceIncidents.range", { count })}</p>
      </div>
      {incidents === null || incidents.length === 0 ? (
        <p className="panel p-4 text-muted sm:p-6">
          {incidents === null
            ? t(messages, "past.notNow")
            : t(messages, hasOutage ? "history.noneReported" : "history.none", { count })}
        </p>
      ) : (
        <ul className="panel divide-y divide-line">
          {incidents.map((incident) => (
            <IncidentItem
              key={incident.id}
              messages={messages}
              incident={{ ...incident, title: titleOf(incident) }}
              now={now}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
