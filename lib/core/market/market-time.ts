import { fromZonedTime } from "date-fns-tz";
import { memoize } from "@/lib/core/memoize";
import { type CalendarDate, closesEarly, closureOn, isTradingDay, nextTradingDay } from "./calendar";
import type { MarketTime } from "./clock";

const ZONE = "America/New_York";

// Intl converts from an instant: date-fns-tz is wrong there by an hour near the days on which clocks change (decision 007).
const OFFSET = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, timeZoneName: "longOffset" });

/** New York's local time at an instant (epoch ms) with its numeric offset, like `2026-04-28T10:30:00-04:00`. */
function newYorkTime(atMs: number): string {
  const offset = OFFSET.format(atMs).slice(-"-04:00".length);
  const offsetMs = -Date.parse(`1970-01-01T00:00:00${offset}`);
  return `${new Date(atMs + offsetMs).toISOString().slice(0, 19)}${offset}`;
}

/** The instant (epoch ms) of a local time `HH:MM` from 04:00 on: any hour that daylight saving neither skips nor repeats. */
const newYorkInstant = (date: CalendarDate, time: string): number =>
  fromZonedTime(`${date}T${time}:00`, ZONE).getTime();

type MarketState = MarketTime["market_state"];
type MarketEvent = MarketTime["next_event"]["event"];

interface Transition {
  event: MarketEvent;
  atMs: number;
}

const PRE_MARKET_OPEN = "04:00";

const STATE_FROM: Record<MarketEvent, MarketState> = {
  pre_market_open: "pre-market",
  market_open: "open",
  market_close: "after-hours",
  after_hours_close: "closed",
};

/** The NYSE clock at an instant (epoch ms): an event at exactly `now` has happened, a closure is a `holiday` for the whole New York day. */
export function marketTime(now: number): MarketTime {
  const newYorkNow = newYorkTime(now);
  const today = newYorkNow.slice(0, 10);
  const holiday = closureOn(today);
  const transitions = transitionsOn(today);
  const last = transitions.findLast(({ atMs }) => atMs <= now);
  const next = transitions.find(({ atMs }) => atMs > now) ?? firstTransitionAfter(today);
  return {
    generated_at: utcTime(now),
    utc_now: utcTime(now),
    et_now: newYorkNow,
    market_state: holiday ? "holiday" : last ? STATE_FROM[last.event] : "closed",
    next_event: { event: next.event, at: utcTime(next.atMs) },
    holiday,
  };
}

/** A trading day's events in order; today's hours are used for every year. */
const transitionsOn = memoize((date: CalendarDate): readonly Transition[] => {
  if (!isTradingDay(date)) return [];
  const early = closesEarly(date);
  return [
    { event: "pre_market_open", atMs: newYorkInstant(date, PRE_MARKET_OPEN) },
    { event: "market_open", atMs: newYorkInstant(date, "09:30") },
    { event: "market_close", atMs: newYorkInstant(date, early ? "13:00" : "16:00") },
    { event: "after_hours_close", atMs: newYorkInstant(date, early ? "17:00" : "20:00") },
  ];
});

const firstTransitionAfter = memoize(
  (date: CalendarDate): Transition => ({
    event: "pre_market_open",
    atMs: newYorkInstant(nextTradingDay(date), PRE_MARKET_OPEN),
  }),
);

function utcTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}
