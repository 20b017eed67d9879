"use client";

import { type Copy, say } from "@/components/copy/say";
import type { MarketTime } from "@/lib/schemas/public";
import { MarketIcon } from "./market-icon";
import { clockText, dateText, NEW_YORK, UTC, weekdayText } from "./time-format";
import { useClock } from "./use-clock";

type Props = { copy: Copy; market: MarketTime; offsetMs: number };

/** The exchange's clock beside UTC, whether it trades, and what comes next. Ticks where scripts run. */
export function MarketTimeWidget({ copy, market, offsetMs }: Props) {
  const now = useClock((clock) => clock + offsetMs, Date.parse(market.utc_now));
  return (
    <section aria-labelledby="market" className="panel flex flex-col p-5 sm:p-6 lg:min-h-60">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id="market" className="text-muted text-sm">
          {say(copy, "market.title")}
        </h2>
        <p className="flex items-center gap-2 font-medium text-sm">
          <MarketIcon state={market.market_state} />
          {say(copy, `market.states.${market.market_state}`)}
        </p>
      </div>
      <dl className="grid grow grid-cols-2 content-center gap-4 py-5">
        <Clock copy={copy} label={say(copy, "market.newYork")} at={now} zone={NEW_YORK} />
        <Clock copy={copy} label={UTC} at={now} zone={UTC} />
      </dl>
      <div className="space-y-1 border-line border-t pt-3 text-sm">
        {market.holiday && (
          <p>
            {market.holiday.name} <span className="text-muted">({dateText(copy, market.holiday.date, UTC)})</span>
          </p>
        )}
        <NextEvent copy={copy} event={market.next_event} now={Date.parse(market.utc_now)} />
      </div>
    </section>
  );
}

type ClockProps = { copy: Copy; label: string; at: number; zone: string };

function Clock({ copy, label, at, zone }: ClockProps) {
  return (
    <div>
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="mt-0.5">
        <time dateTime={new Date(at).toISOString()} className="font-medium text-clock tabular-nums">
          {clockText(copy, at, zone, true)}
        </time>
        <span className="block text-muted text-sm">{weekdayText(copy, at, zone)}</span>
      </dd>
    </div>
  );
}

type NextEventProps = { copy: Copy; event: MarketTime["next_event"]; now: number };

function NextEvent({ copy, event, now }: NextEventProps) {
  const day = weekdayText(copy, event.at, NEW_YORK);
  const clock = clockText(copy, event.at, NEW_YORK);
  const isToday = day === weekdayText(copy, now, NEW_YORK);
  return (
    <p className="tabular-nums">
      {say(copy, `market.events.${event.event}`)}{" "}
      <time dateTime={event.at} className="font-medium">
        {isToday ? `${clock} ET` : say(copy, "time.moment", { date: day, clock, zone: "ET" })}
      </time>{" "}
      <span className="whitespace-nowrap text-muted">
        ({clockText(copy, event.at, UTC)} {UTC})
      </span>
    </p>
  );
}
