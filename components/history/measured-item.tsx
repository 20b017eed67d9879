import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { durationText } from "@/components/status/age";
import { LocalTime } from "@/components/status/local-time";
import { StateIcon } from "@/components/status/state-icon";
import { TimeRange } from "@/components/status/time-range";
import type { MeasuredOutage } from "@/lib/output/measured";
import { toPublicTime } from "@/lib/schemas/public-time";
import { OngoingBadge } from "./ongoing-badge";

type Props = { messages: Messages; outage: MeasuredOutage; now: number };

/** The id of its line, by which links find it. */
export const measuredId = ({ surfaceId, from }: MeasuredOutage): string => `measured-${surfaceId}-${from}`;

/** An outage that monitoring alone has found, as a line among incidents that leads to its surface's page. */
export function MeasuredItem({ messages, outage, now }: Props) {
  const { surfaceId, surfaceName, state, from, to } = outage;
  return (
    <li id={measuredId(outage)} data-state={state}>
      <a
        href={`${linkTo(messages, `/surfaces/${encodeURIComponent(surfaceId)}`)}#measured`}
        className="flex min-h-11 items-start gap-3 px-4 py-2.5 hover:bg-hover sm:px-5"
      >
        <StateIcon state={state} className="mt-0.5" />
        <span className="min-w-0 grow">
          <span className="flex flex-wrap items-center gap-x-2.5">
            <span>{t(messages, "day.measured", { state: t(messages, `states.${state}`) })}</span>
            {to === null && <OngoingBadge messages={messages} />}
          </span>
          <span className="flex flex-wrap gap-x-2.5 text-sm">
            <span className="wrap-anywhere">{surfaceName}</span>
            <span className="text-muted">{durationText(messages, (to ?? now) - from)}</span>
            <span className="text-muted max-sm:basis-full max-sm:min-h-10">
              {to === null ? (
                <LocalTime messages={messages} at={toPublicTime(from)} />
              ) : (
                <TimeRange messages={messages} from={toPublicTime(from)} to={toPublicTime(to)} now={now} />
              )}
            </span>
          </span>
        </span>
      </a>
    </li>
  );
}
