import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { durationText } from "@/components/status/age";
import { LocalTime } from "@/components/status/local-time";
import { Note } from "@/components/status/note";
import { StateIcon } from "@/components/status/state-icon";
import { TimeRange } from "@/components/status/time-range";
import { stateOfSeverity } from "@/lib/core/engine/states";
import type { Incident } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";
import { OngoingBadge } from "./ongoing-badge";

type Props = { messages: Messages; incident: Incident; now: number; withName?: boolean };

/** One incident in a list, linked to its own page; `withName` where the list is not one surface's. */
export function IncidentItem({ messages, incident, now, withName = false }: Props) {
  const { id, surfaceName, severity, openedAt, resolvedAt, note } = incident;
  const state = stateOfSeverity(severity);
  const duration = durationText(messages, (resolvedAt ?? now) - openedAt);
  return (
    <li id={id} data-state={state} className="flex gap-3 p-4 sm:px-6 sm:py-5">
      <StateIcon state={state} className="mt-0.5 size-5" />
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h3>
            <a href={linkTo(messages, `/incidents/${id}`)} className="link wrap-anywhere">
              {withName && <span className="font-semibold">{surfaceName}</span>}
              {withName && " "}
              <span className="text-state-ink">{t(messages, `states.${state}`)}</span>
            </a>
          </h3>
          {resolvedAt === null && <OngoingBadge messages={messages} />}
          <span className="text-muted">
            {t(messages, resolvedAt === null ? "active.lasting" : "past.lasted", { duration })}
          </span>
        </div>
        {note && <Note text={note} className="mt-1" />}
        <p className="mt-1 min-h-5 text-muted text-sm tabular-nums max-sm:min-h-10 max-narrow:min-h-15 max-narrow:text-xs max-narrow:leading-5">
          {resolvedAt === null ? (
            <>
              <span>{t(messages, "active.since")}</span>{" "}
              <LocalTime messages={messages} at={toPublicTime(openedAt)} withUtc />
            </>
          ) : (
            <TimeRange messages={messages} from={toPublicTime(openedAt)} to={toPublicTime(resolvedAt)} now={now} />
          )}
        </p>
      </div>
    </li>
  );
}
