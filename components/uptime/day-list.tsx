import { dateTimeFormat } from "@/components/messages/formatters";
import { findLocale, type Messages, t } from "@/components/messages/t";
import { dateText, UTC } from "@/components/status/time-format";
import { DAY_MS } from "@/lib/core/engine/periods";
import { type Day, findWorst, toDate } from "@/lib/core/uptime/days";
import { toBar } from "@/lib/core/uptime/strip";
import { conditionText } from "./conditions";
import { DayCard } from "./day-card";
import { type DayEvent, eventsOn } from "./day-events";
import { DayKeys } from "./day-keys";
import { StripPicture } from "./strip-picture";

type Props = { messages: Messages; days: readonly Day[]; events: readonly DayEvent[] };

/** A surface's last days as a calendar, a bar and a button for each; each shows details in a popover, without scripts too. */
export function DayList({ messages, days, events }: Props) {
  const months = [...Map.groupBy(days, ({ midnight }) => toDate(midnight).slice(0, 7))];
  const last = days.at(-1)?.midnight;
  return (
    <DayKeys label={t(messages, "uptime.list", { count: days.length })}>
      {months.map(([month, list]) => (
        <div key={month} className="day-month">
          <h3>{monthText(messages, list[0]?.midnight ?? 0)}</h3>
          <p aria-hidden="true">
            {WEEK.map((midnight) => (
              <span key={midnight}>{weekdayText(messages, midnight)}</span>
            ))}
          </p>
          <ol className="day-list">
            {list.map((day, i) => (
              <DayItem
                key={day.midnight}
                messages={messages}
                day={day}
                events={eventsOn(events, day.midnight)}
                weekday={i === 0 ? weekdayOf(day.midnight) : undefined}
                isToday={day.midnight === last}
              />
            ))}
          </ol>
        </div>
      ))}
    </DayKeys>
  );
}

type ItemProps = {
  messages: Messages;
  day: Day;
  events: readonly DayEvent[];
  /** Of a month's first day, whose place in its week the others follow. */
  weekday: number | undefined;
  isToday: boolean;
};

function DayItem({ messages, day, events, weekday, isToday }: ItemProps) {
  const { midnight, ms } = day;
  const worst = findWorst(day);
  const name = toDate(midnight);
  const date = dateText(messages, midnight, UTC, true);
  return (
    <li data-state={worst} data-weekday={weekday}>
      <button
        type="button"
        popoverTarget={`day-${name}`}
        popoverTargetAction="show"
        aria-label={t(messages, "uptime.day", { date, state: conditionText(messages, worst) })}
      >
        <span>{Number(name.slice(-2))}</span>
        <StripPicture bars={[toBar(day)]} />
      </button>
      <div popover="auto" id={`day-${name}`} className="day-card">
        <DayCard messages={messages} midnight={midnight} worst={worst} isToday={isToday} ms={ms} events={events} />
      </div>
    </li>
  );
}

/** A Monday, and the days after it: 1970 began on a Thursday. */
const WEEK = Array.from({ length: 7 }, (_, i) => (4 + i) * DAY_MS);

/** 1 on a Monday, 7 on a Sunday. */
const weekdayOf = (midnight: number): number => ((midnight / DAY_MS + 3) % 7) + 1;

/** `M`. */
const weekdayText = (messages: Messages, at: number): string =>
  dateTimeFormat(findLocale(messages), { timeZone: UTC, weekday: "narrow" }).format(at);

/** `November 2026`. */
const monthText = (messages: Messages, at: number): string =>
  dateTimeFormat(findLocale(messages), { timeZone: UTC, month: "long", year: "numeric" }).format(at);
