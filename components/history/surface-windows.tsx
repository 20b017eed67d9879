import { timesOf } from "@/components/copy/copy-for";
import { type Copy, say } from "@/components/copy/say";
import { listOf } from "@/components/status/names";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import { TimeRange } from "@/components/status/time-range";
import { toPublicTime } from "@/lib/schemas/times";
import type { MaintenanceWindow } from "./history-data";

type Props = { copy: Copy; surfaceId: string; windows: readonly MaintenanceWindow[] };

/** One surface's windows that run or are scheduled, by start. */
export function SurfaceWindows({ copy, surfaceId, windows }: Props) {
  const current = windows.filter(({ phase }) => phase === "running" || phase === "scheduled");
  return (
    <section aria-labelledby="windows">
      <h2 id="windows" className="section-title mb-3">
        {say(copy, "windows.title")}
      </h2>
      {current.length === 0 ? (
        <p className="panel p-4 text-muted sm:p-6">{say(copy, "windows.none")}</p>
      ) : (
        <ul className="panel divide-y divide-line">
          {current.map((window) => (
            <Window key={window.id} copy={copy} surfaceId={surfaceId} window={window} />
          ))}
        </ul>
      )}
    </section>
  );
}

type WindowProps = { copy: Copy; surfaceId: string; window: MaintenanceWindow };

function Window({ copy, surfaceId, window }: WindowProps) {
  const { phase, note, startsAt, endsAt, surfaceIds, surfaceNames } = window;
  const others = surfaceNames.filter((_, i) => surfaceIds[i] !== surfaceId);
  const names = listOf(copy, others);
  return (
    <li data-state="MAINTENANCE" className="flex gap-3 p-4 sm:px-6 sm:py-5">
      <StateIcon state="MAINTENANCE" className="mt-0.5 size-5" />
      <div className="min-w-0">
        <h3 className="font-semibold text-state-ink">
          {say(copy, phase === "running" ? "windows.running" : "windows.scheduled")}
        </h3>
        {note && <Note text={note} className="mt-1" />}
        <p className="mt-1 min-h-5 text-muted text-sm tabular-nums max-sm:min-h-10">
          <TimeRange copy={timesOf(copy)} from={toPublicTime(startsAt)} to={toPublicTime(endsAt)} />
        </p>
        {others.length > 0 && (
          <p className="text-muted text-sm wrap-anywhere">{say(copy, "windows.alsoOn", { names })}</p>
        )}
      </div>
    </li>
  );
}
