import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { durationText } from "@/components/status/age";
import { dateText, momentText, rangeText, UTC } from "@/components/status/time-format";
import { CONDITIONS, type Condition, type Tally, toDate } from "@/lib/core/uptime/days";
import { toPublicTime } from "@/lib/schemas/public-time";
import { ConditionIcon } from "./condition-icon";
import { conditionText } from "./conditions";
import type { DayEvent } from "./day-events";

type Props = {
  messages: Messages;
  midnight: number;
  worst: Condition;
  isToday: boolean;
  /** Absent while it is not known yet. */
  ms?: Readonly<Tally>;
  events: readonly DayEvent[];
  /** Where measured outages are listed; absent where that is the page itself. */
  measuredAt?: string;
};

const SECOND_MS = 1000;

/** One day in full: its date, its worst condition, for how long each lasted, the longest first, and what explains it. */
export function DayCard({ messages, midnight, worst, isToday, ms, events, measuredAt }: Props) {
  const lasted = ms ? CONDITIONS.filter((condition) => ms[condition] > 0).sort((a, b) => ms[b] - ms[a]) : [];
  return (
    <>
      <p>
        <time dateTime={toDate(midnight)}>{dateText(messages, midnight, UTC, true)}</time>{" "}
        <span>{isToday ? t(messages, "uptime.soFar") : UTC}</span>
      </p>
      <p data-state={worst}>
        <ConditionIcon condition={worst} /> <span>{conditionText(messages, worst)}</span>
      </p>
      <dl>
        {lasted.map((condition) => (
          <div key={condition}>
            <dt>{conditionText(messages, condition)}</dt>
            {/* A condition that lasted at all is never shown as 0 s. */}
            <dd>{durationText(messages, Math.max(SECOND_MS, ms?.[condition] ?? 0))}</dd>
          </div>
        ))}
      </dl>
      {events.length > 0 && (
        <ul>
          {events.map((event) => (
            <DayEventItem
              key={`${event.id} ${event.from}`}
              messages={messages}
              event={event}
              href={event.id === undefined ? measuredAt : linkTo(messages, `/incidents/${event.id}`)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

type ItemProps = { messages: Messages; event: DayEvent; href: string | undefined };

function DayEventItem({ messages, event: { id, state, from, to }, href }: ItemProps) {
  const text = t(messages, id === undefined ? "day.measured" : "day.incident", {
    state: t(messages, `states.${state}`),
  });
  return (
    <li>
      {href === undefined ? (
        <span>{text}</span>
      ) : (
        <a href={href} className="link">
          {text}
        </a>
      )}
      <span className="block text-muted">{spanText(messages, from, to)}</span>
    </li>
  );
}

/** Days are in UTC, and so are the times within them. */
const spanText = (messages: Messages, from: number, to: number | null): string =>
  to === null
    ? `${t(messages, "active.since")} ${momentText(messages, toPublicTime(from), UTC)}`
    : rangeText(messages, { from: toPublicTime(from), to: toPublicTime(to) }, UTC);
