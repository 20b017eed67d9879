import { dateTimeFormat } from "@/components/copy/formatters";
import { type Copy, localeOf, say } from "@/components/copy/say";
import { dateText, UTC } from "@/components/status/time-format";
import { type Day, dateOf, worstOf } from "@/lib/uptime/days";
import { conditionText } from "./conditions";
import { DayCard } from "./day-card";
import { DayKeys } from "./day-keys";

type Props = { copy: Copy; days: readonly Day[] };

/** A surface's last days as a list, a bar and a button for each; each tells more in a popover, without scripts too. */
export function DayList({ copy, days }: Props) {
  return (
    <div className="day-frame">
      <DayKeys label={say(copy, "uptime.list", { count: days.length })}>
        {days.map((day, i) => (
          <DayItem key={day.midnight} copy={copy} day={day} isFirst={i === 0} isToday={i === days.length - 1} />
        ))}
      </DayKeys>
    </div>
  );
}

type ItemProps = { copy: Copy; day: Day; isFirst: boolean; isToday: boolean };

function DayItem({ copy, day, isFirst, isToday }: ItemProps) {
  const worst = worstOf(day);
  const name = dateOf(day.midnight);
  const date = dateText(copy, day.midnight, UTC, true);
  const beginsMonth = name.endsWith("-01") || (isFirst && Number(name.slice(-2)) < 28);
  return (
    <li data-state={worst}>
      <button
        type="button"
        popoverTarget={`day-${name}`}
        popoverTargetAction="show"
        aria-label={say(copy, "uptime.day", { date, state: conditionText(copy, worst) })}
      />
      {beginsMonth && <span aria-hidden="true">{monthOf(copy, day.midnight)}</span>}
      <DayCard copy={copy} day={day} worst={worst} date={date} isToday={isToday} />
    </li>
  );
}

/** `Nov`. */
const monthOf = (copy: Copy, at: number): string =>
  dateTimeFormat(localeOf(copy), { timeZone: UTC, month: "short" }).format(at);
