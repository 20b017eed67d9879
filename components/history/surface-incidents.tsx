import { historyCopy } from "./history-copy";
import type { Incident } from "./history-data";
import { IncidentItem } from "./incident-item";

/** One surface's incidents of 90 days, newest first. */
export function SurfaceIncidents({ incidents, now }: { incidents: readonly Incident[]; now: number }) {
  return (
    <section aria-labelledby="incidents">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="incidents" className="section-title">
          {historyCopy.surface.incidents}
        </h2>
        <p className="text-muted text-sm">{historyCopy.surface.incidentsRange}</p>
      </div>
      {incidents.length === 0 ? (
        <p className="panel p-4 text-muted sm:p-6">{historyCopy.history.none}</p>
      ) : (
        <ul className="panel divide-y divide-line">
          {incidents.map((incident) => (
            <IncidentItem key={incident.id} incident={incident} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}
