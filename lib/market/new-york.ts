import { fromZonedTime } from "date-fns-tz";
import type { CalendarDate } from "./calendar-date";

const ZONE = "America/New_York";

// Intl for the way from an instant: date-fns-tz errs there by an hour near the days on which clocks change (decision 007).
const OFFSET = new Intl.DateTimeFormat("en-US", { timeZone: ZONE, timeZoneName: "longOffset" });

/** New York's local time at an instant (epoch ms) with its numeric offset, like `2026-04-28T10:30:00-04:00`. */
export function newYorkTime(atMs: number): string {
  const offset = OFFSET.format(atMs).slice(-"-04:00".length);
  const offsetMs = -Date.parse(`1970-01-01T00:00:00${offset}`);
  return `${new Date(atMs + offsetMs).toISOString().slice(0, 19)}${offset}`;
}

/** The instant (epoch ms) of a local time `HH:MM` from 04:00 on: any hour that daylight saving neither skips nor repeats. */
export const newYorkInstant = (date: CalendarDate, time: string): number =>
  fromZonedTime(`${date}T${time}:00`, ZONE).getTime();
