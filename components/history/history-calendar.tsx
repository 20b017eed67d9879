import { type Messages, t } from "@/components/messages/t";
import { Folded } from "@/components/status/folded";
import { dateText, UTC } from "@/components/status/time-format";
import { conditionText } from "@/components/uptime/conditions";
import { eventsOn } from "@/components/uptime/day-events";
import { MonthGrids } from "@/components/uptime/month-grids";
import { StripPicture } from "@/components/uptime/strip-picture";
import { DAY_MS } from "@/lib/core/engine/periods";
import { type Bar, parseStrip, worstOfBar } from "@/lib/core/uptime/strip";
import type { HistoryLine } from "@/lib/output/incidents";
import type { MeasuredOutage } from "@/lib/output/measured";
import { measuredId } from "./measured-item";

type Listed = { incidents: readonly HistoryLine[]; measured: readonly MeasuredOutage[] };
type Props = Listed & {
  messages: Messages;
  /** The days as a strip; `last` is the number of its last day since 1970. */
  calendar: { strip: string; last: number };
  /** Whose days they are, where not all services'. */
  surfaceName: string | undefined;
};

/** The last days by month, each with its bar; one on which something happened leads to it in the list below. */
export function HistoryCalendar({ messages, calendar: { strip, last }, surfaceName, ...listed }: Props) {
  const bars = parseStrip(strip);
  const entries = listEntries(listed);
  const days = bars.map((bar, i) => {
    const midnight = (last - bars.length + 1 + i) * DAY_MS;
    return { midnight, bar, entries: eventsOn(entries, midnight) };
  });
  const caption = surfaceName ?? t(messages, "history.worst");
  return (
    <Folded
      id="calendar"
      title={t(messages, "uptime.days", { count: days.length })}
      detail={caption}
      aside={<p className="text-muted text-sm">{caption}</p>}
    >
      <li className="day-months p-4 sm:p-6">
        <MonthGrids
          messages={messages}
          days={days}
          item={(day, column) => (
            <li key={day.midnight} data-column={column}>
              <Day messages={messages} {...day} />
            </li>
          )}
        />
      </li>
    </Folded>
  );
}

/** What the list below holds, in its order, by the ids of its lines. */
const listEntries = ({ incidents, measured }: Listed) =>
  [
    ...incidents.map(({ id, openedAt, resolvedAt }) => ({ id, from: openedAt, to: resolvedAt })),
    ...measured.map((outage) => ({ id: measuredId(outage), from: outage.from, to: outage.to })),
  ].sort((a, b) => b.from - a.from);

type DayProps = { messages: Messages; midnight: number; bar: Bar; entries: readonly { id: string }[] };

function Day({ messages, midnight, bar, entries: [newest, ...others] }: DayProps) {
  const date = dateText(messages, midnight, UTC, true);
  const state = conditionText(messages, worstOfBar(bar));
  const number = new Date(midnight).getUTCDate();
  if (!newest)
    return (
      <span className="day">
        <span aria-hidden="true">{number}</span>
        <StripPicture bars={[bar]} label={t(messages, "uptime.day", { date, state })} />
      </span>
    );
  return (
    <a
      href={`#${newest.id}`}
      className="day"
      aria-label={t(messages, "history.day", { date, state, count: 1 + others.length })}
    >
      <span>{number}</span>
      <StripPicture bars={[bar]} />
    </a>
  );
}
