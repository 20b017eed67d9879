import type { ReactNode } from "react";
import { type Messages, t } from "@/components/messages/t";
import { LocalTime } from "@/components/status/local-time";
import { joinList } from "@/components/status/names";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import { TimeRange } from "@/components/status/time-range";
import type { MaintenanceWindow, PublicSurface } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";

type Props = {
  messages: Messages;
  surface: PublicSurface;
  /** Null where nothing is known of them. */
  windows: readonly MaintenanceWindow[] | null;
  now: number;
};

/** One surface's windows that run or are scheduled, by start; and maintenance that an operator has set without a window. */
export function SurfaceWindows({ messages, surface, windows, now }: Props) {
  const current = (windows ?? []).filter(({ phase }) => phase === "running" || phase === "scheduled");
  const isUnplanned = surface.state === "MAINTENANCE" && !current.some(({ phase }) => phase === "running");
  return (
    <section aria-labelledby="windows">
      <h2 id="windows" className="section-title mb-3">
        {t(messages, "windows.title")}
      </h2>
      {current.length === 0 && !isUnplanned ? (
        <p className="panel p-4 text-muted sm:p-6">{t(messages, windows === null ? "past.notNow" : "windows.none")}</p>
      ) : (
        <ul className="panel divide-y divide-line">
          {isUnplanned && <Unplanned messages={messages} surface={surface} />}
          {current.map((window) => (
            <Window key={window.id} messages={messages} surfaceId={surface.id} window={window} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Unplanned({ messages, surface }: { messages: Messages; surface: PublicSurface }) {
  return (
    <Entry title={t(messages, "windows.running")} note={surface.public_note}>
      <span>{t(messages, "active.since")}</span> <LocalTime messages={messages} at={surface.state_since} withUtc />
    </Entry>
  );
}

type WindowProps = { messages: Messages; surfaceId: string; window: MaintenanceWindow; now: number };

function Window({ messages, surfaceId, window, now }: WindowProps) {
  const { phase, note, startsAt, endsAt, surfaceIds, surfaceNames } = window;
  const others = surfaceNames.filter((_, i) => surfaceIds[i] !== surfaceId);
  const names = joinList(messages, others);
  return (
    <Entry title={t(messages, phase === "running" ? "windows.running" : "windows.scheduled")} note={note}>
      <TimeRange messages={messages} from={toPublicTime(startsAt)} to={toPublicTime(endsAt)} now={now} />
      {others.length > 0 && <span className="block wrap-anywhere">{t(messages, "windows.alsoOn", { names })}</span>}
    </Entry>
  );
}

/** One entry: what it is, what we say of it, and (as children) when. */
function Entry({ title, note, children }: { title: string; note: string | null; children: ReactNode }) {
  return (
    <li data-state="MAINTENANCE" className="flex gap-3 p-4 sm:px-6 sm:py-5">
      <StateIcon state="MAINTENANCE" className="mt-0.5" />
      <div className="min-w-0">
        <h3 className="font-semibold text-state-ink">{title}</h3>
        {note && <Note text={note} className="mt-1" />}
        <p className="mt-1 min-h-5 text-muted text-sm max-sm:min-h-10 max-narrow:min-h-15">{children}</p>
      </div>
    </li>
  );
}
