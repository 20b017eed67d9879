import { type Messages, t } from "@/components/messages/t";
import { durationText } from "@/components/status/age";
import { UTC } from "@/components/status/time-format";
import { CONDITIONS, type Condition, type Day, toDate } from "@/lib/core/uptime/days";
import { ConditionIcon } from "./condition-icon";
import { conditionText } from "./conditions";

type Props = { messages: Messages; day: Day; worst: Condition; date: string; isToday: boolean };

const SECOND_MS = 1000;

/** One day in full: its date, its worst condition, and for how long each condition lasted, the longest first. */
export function DayCard({ messages, day, worst, date, isToday }: Props) {
  const name = toDate(day.midnight);
  const lasted = CONDITIONS.filter((condition) => day.ms[condition] > 0).sort((a, b) => day.ms[b] - day.ms[a]);
  return (
    <div popover="auto" id={`day-${name}`} className="day-card">
      <p>
        <time dateTime={name}>{date}</time> <span>{isToday ? t(messages, "uptime.soFar") : UTC}</span>
      </p>
      <p>
        <ConditionIcon condition={worst} /> <span>{conditionText(messages, worst)}</span>
      </p>
      <dl>
        {lasted.map((condition) => (
          <div key={condition}>
            <dt>{conditionText(messages, condition)}</dt>
            {/* A condition that lasted at all is never shown as 0 s. */}
            <dd>{durationText(messages, Math.max(SECOND_MS, day.ms[condition]))}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
