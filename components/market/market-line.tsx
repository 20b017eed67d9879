"use client";

import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { clockText, dateText, NEW_YORK, UTC, weekdayText, type Zone } from "@/components/status/time-format";
import { useZone } from "@/components/status/use-zone";
import type { MarketTime } from "@/lib/schemas/public";
import { MarketIcon } from "./market-icon";

type Props = { messages: Messages; market: MarketTime };

/**
 * The exchange's hours in one line: its state, what comes next in its own time, and when that is for the reader. On a narrow screen
 * the reader's time has a row of its own, which is there before scripts know their zone: nothing below it moves then.
 */
export function MarketLine({ messages, market }: Props) {
  const { market_state, next_event, holiday } = market;
  const zone = useZone();
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm max-lg:basis-full">
        <MarketIcon state={market_state} />
        <a href={linkTo(messages, "/market")} className="link -my-3 inline-block py-3 font-medium">
          {t(messages, `market.us.${market_state}`)}
        </a>
        {holiday && <span className="text-muted">{holiday.name}</span>}
        <span className="text-muted">
          {t(messages, "market.next", {
            event: t(messages, `market.events.${next_event.event}`),
            time: timeIn(messages, next_event.at, NEW_YORK, market.utc_now),
          })}
        </span>
      </p>
      <p className="fine min-h-5 max-sm:basis-full">
        {zone !== NEW_YORK && readersTime(messages, next_event.at, zone, market.utc_now)}
      </p>
    </>
  );
}

/** `04:00`, with its day where that is not today's. */
function timeIn(messages: Messages, at: string, zone: Zone, now: string): string {
  const clock = clockText(messages, at, zone);
  const isToday = dateText(messages, at, zone) === dateText(messages, now, zone);
  return isToday ? clock : t(messages, "market.dayAndClock", { day: weekdayText(messages, at, zone), clock });
}

/** Their own time once scripts run and where they want it, else UTC; with its day where New York has another. */
function readersTime(messages: Messages, at: string, zone: Zone, now: string): string {
  const isSameDay = dateText(messages, at, zone) === dateText(messages, at, NEW_YORK);
  const time = isSameDay ? clockText(messages, at, zone) : timeIn(messages, at, zone, now);
  return zone === UTC ? `${time} ${UTC}` : t(messages, "market.forYou", { time });
}
