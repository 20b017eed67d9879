import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { durationText } from "@/components/status/age";
import { LocalTime } from "@/components/status/local-time";
import { joinList } from "@/components/status/names";
import { StateIcon } from "@/components/status/state-icon";
import { stateOfSeverity } from "@/lib/core/engine/states";
import type { HistoryLine } from "@/lib/output/incidents";
import { toPublicTime } from "@/lib/schemas/public-time";
import { OngoingBadge } from "./ongoing-badge";

type Props = { messages: Messages; incident: HistoryLine; now: number; withName?: boolean };

/** One incident as a line that leads to its own page; `withName` where the list is not one surface's. */
export function IncidentItem({ messages, incident, now, withName = false }: Props) {
  const { id, surfaces, severity, openedAt, resolvedAt, title } = incident;
  const state = stateOfSeverity(severity);
  const label = t(messages, `states.${state}`);
  const names = joinList(
    messages,
    surfaces.map(({ name }) => name),
  );
  const duration = durationText(messages, (resolvedAt ?? now) - openedAt);
  const heading = title ?? (withName ? t(messages, "incident.title", { surface: names, state: label }) : label);
  return (
    <li id={id} data-state={state}>
      <a
        href={linkTo(messages, `/incidents/${id}`)}
        className="flex min-h-11 items-start gap-3 px-4 py-2.5 hover:bg-hover sm:px-5"
      >
        <StateIcon state={state} className="mt-0.5" />
        <span className="min-w-0 grow">
          <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <span dir="auto" className="font-medium wrap-anywhere">
              {heading}
            </span>
            {resolvedAt === null && <OngoingBadge messages={messages} />}
          </span>
          <span className="flex flex-wrap gap-x-2.5 text-sm">
            {withName && title && <span className="wrap-anywhere">{names}</span>}
            {title && <span className="text-state-ink">{label}</span>}
            <span className="text-muted max-sm:basis-full">
              <span>{`${duration} · `}</span>
              <LocalTime messages={messages} at={toPublicTime(openedAt)} />
            </span>
          </span>
        </span>
      </a>
    </li>
  );
}
