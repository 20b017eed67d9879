import { type Messages, t } from "@/components/messages/t";
import { dateText, UTC } from "@/components/status/time-format";
import { type Day, findWorst, toDate } from "@/lib/core/uptime/days";
import { toBar } from "@/lib/core/uptime/strip";
import { conditionText } from "./conditions";
import { DayCard } from "./day-card";
import { type DayEvent, eventsOn } from "./day-events";
import { DayKeys } from "./day-keys";
import { MonthGrids } from "./month-grids";
import { StripPicture } from "./strip-picture";

type Props = { messages: Messages; days: readonly Day[]; events: readonly DayEvent[] };

/** A surface's last days as a calendar, a bar and a button for each; each shows details in a popover, without scripts too. */
export function DayList({ messages, days, events }: Props) {
  const last = days.at(-1)?.midnight;
  return (
    <DayKeys label={t(messages, "uptime.list", { count: days.length })}>
      <MonthGrids
        messages={messages}
        days={days}
        item={(day, column) => (
          <DayItem
            key={day.midnight}
            messages={messages}
            day={day}
            events={eventsOn(events, day.midnight)}
            column={column}
            isToday={day.midnight === last}
          />
        )}
      />
    </DayKeys>
  );
}

type ItemProps = {
  messages: Messages;
  day: Day;
  events: readonly DayEvent[];
  column: number | undefined;
  isToday: boolean;
};

function DayItem({ messages, day, events, column, isToday }: ItemProps) {
  const { midnight, ms } = day;
  const worst = findWorst(day);
  const name = toDate(midnight);
  const date = dateText(messages, midnight, UTC, true);
  return (
    <li data-state={worst} data-column={column}>
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
