import { type Messages, t } from "@/components/messages/t";
import { titleOf } from "@/lib/output/incident-title";
import type { Incident } from "@/lib/schemas/public";
import { IncidentItem } from "./incident-item";

type Props = { messages: Messages; incidents: readonly Incident[]; now: number };

/** One surface's incidents of 90 days, newest first. */
export function SurfaceIncidents({ messages, incidents, now }: Props) {
  return (
    <section aria-labelledby="incidents">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="incidents" className="section-title">
          {t(messages, "surfaceIncidents.title")}
        </h2>
        <p className="text-muted text-sm">{t(messages, "surfaceIncidents.range")}</p>
      </div>
      {incidents.length === 0 ? (
        <p className="panel p-4 text-muted sm:p-6">{t(messages, "history.none")}</p>
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
