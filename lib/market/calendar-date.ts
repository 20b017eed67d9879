/** A day on the calendar, `YYYY-MM-DD`, in no time zone; such strings compare in calendar order. */
export type CalendarDate = string;

const DAY_MS = 86_400_000;

/** ISO weekdays, as `weekdayOf` gives them. */
export const MONDAY = 1;
export const WEDNESDAY = 3;
export const THURSDAY = 4;
export const SATURDAY = 6;
export const SUNDAY = 7;

/** The date of a year (four digits), a month 1..12 and a day; a day past the month's end runs on into the next month. */
export function calendarDate(year: number, month: number, day: number): CalendarDate {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The date so many days later, or earlier when negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return new Date(Date.parse(date)).getUTCDay() || SUNDAY;
}

/** The year that the date lies in. */
export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** Is it a Saturday or a Sunday? */
export function isWeekend(date: CalendarDate): boolean {
  return weekdayOf(date) >= SATURDAY;
}

/** The first such ISO weekday on the date or after it. */
export function weekdayOnOrAfter(date: CalendarDate, weekday: number): CalendarDate {
  return addDays(date, (weekday - weekdayOf(date) + 7) % 7);
}
