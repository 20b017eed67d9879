"use client";

import { type Messages, t } from "@/components/messages/t";
import { clockText, dateText, NEW_YORK, UTC, weekdayText } from "@/components/status/time-format";
import { useClock } from "@/components/status/use-clock";
import type { MarketTime } from "@/lib/schemas/public";
import { MarketIcon } from "./market-icon";

type Props = { messages: Messages; market: MarketTime; offsetMs: number };

/** The exchange's clock beside UTC, whether it trades, and what comes next. Ticks where scripts run. */
export function MarketTimeWidget({ messages, market, offsetMs }: Props) {
  const now = useClock((clock) => clock + offsetMs, Date.parse(market.utc_now));
  return (
    <section aria-labelledby="market" className="panel flex flex-col p-5 sm:p-6 lg:min-h-60">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id="market" className="text-muted text-sm">
          {t(messages, "market.title")}
        </h2>
        <p className="flex items-center gap-2 font-medium text-sm">
          <MarketIcon state={market.market_state} />
          <span>{t(messages, `market.states.${market.market_state}`)}</span>
        </p>
      </div>
      <dl className="grid grow grid-cols-2 content-center gap-4 py-5">
        <Clock messages={messages} label={t(messages, "market.newYork")} at={now} zone={NEW_YORK} />
        <Clock messages={messages} label={UTC} at={now} zone={UTC} />
      </dl>
      <div className="space-y-1 border-line border-t pt-3 text-sm">
        {market.holiday && (
          <p>
            <span>{market.holiday.name}</span>{" "}
            <span className="text-muted">{`(${dateText(messages, market.holiday.date, UTC)})`}</span>
          </p>
        )}
        <NextEvent messages={messages} event={market.next_event} now={Date.parse(market.utc_now)} />
      </div>
    </section>
  );
}

type ClockProps = { messages: Messages; label: string; at: number; zone: string };

function Clock({ messages, label, at, zone }: ClockProps) {
  return (
    <div>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="mt-0.5">
        <time dateTime={new Date(at).toISOString()} className="font-medium text-clock">
          {clockText(messages, at, zone, true)}
        </time>
        <span className="block text-muted text-sm">{weekdayText(messages, at, zone)}</span>
      </dd>
    </div>
  );
}

type NextEventProps = { messages: Messages; event: MarketTime["next_event"]; now: number };

function NextEvent({ messages, event, now }: NextEventProps) {
  const day = weekdayText(messages, event.at, NEW_YORK);
  const clock = clockText(messages, event.at, NEW_YORK);
  const isToday = day === weekdayText(messages, now, NEW_YORK);
  return (
    <p>
      <span>{t(messages, `market.events.${event.event}`)}</span>{" "}
      <time dateTime={event.at} className="font-medium">
        {isToday ? `${clock} ET` : t(messages, "time.moment", { date: day, clock, zone: "ET" })}
      </time>{" "}
      <span className="whitespace-nowrap text-muted">{`(${clockText(messages, event.at, UTC)} ${UTC})`}</span>
    </p>
  );
}
