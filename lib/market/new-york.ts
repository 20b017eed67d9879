import type { CalendarDate } from "./calendar-date";

// Intl, as date-fns-tz goes through the machine's own zone and errs by an hour where that one skips an hour.
const OFFSET = new Intl.DateTimeFormat("en-US", { timeZone: "America/New_York", timeZoneName: "longOffset" });

/** New York's local time at an instant (epoch ms) with its numeric offset, like `2026-04-28T10:30:00-04:00`. */
export function newYorkTime(atMs: number): string {
  const offset = newYorkOffset(atMs);
  return `${new Date(atMs + offsetMs(offset)).toISOString().slice(0, 19)}${offset}`;
}

/** The instant (epoch ms) of a local time `HH:MM` from 04:00 on: any hour that daylight saving neither skips nor repeats. */
export function newYorkInstant(date: CalendarDate, time: string): number {
  return Date.parse(`${date}T${time}:00${newYorkOffset(Date.parse(`${date}T12:00:00Z`))}`);
}

function newYorkOffset(atMs: number): string {
  return OFFSET.format(atMs).slice(-"-04:00".length);
}

function offsetMs(offset: string): number {
  return -Date.parse(`1970-01-01T00:00:00${offset}`);
}
