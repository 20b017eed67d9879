import { dateTimeFormat } from "@/components/messages/formatters";
import { findLocale, type Messages, t } from "@/components/messages/t";
import { dateText, UTC } from "@/components/status/time-format";
import { type Day, findWorst, toDate } from "@/lib/core/uptime/days";
import { conditionText } from "./conditions";
import { DayCard } from "./day-card";
import { DayKeys } from "./day-keys";

type Props = { messages: Messages; days: readonly Day[] };

/** A surface's last days as a list, a bar and a button for each; each shows details in a popover, without scripts too. */
export function DayList({ messages, days }: Props) {
  return (
    <div className="day-frame">
      <DayKeys label={t(messages, "uptime.list", { count: days.length })}>
        {days.map((day, i) => (
          <DayItem key={day.midnight} messages={messages} day={day} isFirst={i === 0} isToday={i === days.length - 1} />
        ))}
      </DayKeys>
    </div>
  );
}

type ItemProps = { messages: Messages; day: Day; isFirst: boolean; isToday: boolean };

function DayItem({ messages, day, isFirst, isToday }: ItemProps) {
  const worst = findWorst(day);
  const name = toDate(day.midnight);
  const date = dateText(messages, day.midnight, UTC, true);
  const beginsMonth = name.endsWith("-01") || (isFirst && Number(name.slice(-2)) < 28);
  return (
    <li data-state={worst}>
      <button
        type="button"
        popoverTarget={`day-${name}`}
        popoverTargetAction="show"
        aria-label={t(messages, "uptime.day", { date, state: conditionText(messages, worst) })}
      />
      {beginsMonth && <span aria-hidden="true">{toMonth(messages, day.midnight)}</span>}
      <DayCard messages={messages} day={day} worst={worst} date={date} isToday={isToday} />
    </li>
  );
}

/** `Nov`. */
const toMonth = (messages: Messages, at: number): string =>
  dateTimeFormat(findLocale(messages), { timeZone: UTC, month: "short" }).format(at);
