import { addDays, type CalendarDate, isWeekend, WEDNESDAY, weekdayOf, yearOf } from "./calendar-date";
import { type Closure, holidaysOf, thanksgivingDay } from "./holidays";
import { SPECIAL_CLOSURES } from "./special-closures";

/** Scheduled 13:00 closes that today's rule would not give. */
const IRREGULAR_EARLY_CLOSES: ReadonlySet<CalendarDate> = new Set([
  "1996-07-05",
  "1997-12-26",
  "1999-12-31",
  "2002-07-05",
  "2003-12-26",
]);

/**
 * Why the NYSE is closed all day on a weekday, or null; always null on a weekend (D9, NYSE Rule 7.2).
 * Exact from 1954 to the last announced calendar; later years follow today's rule, earlier ones lack the holidays dropped by 1954.
 */
export function closureOn(date: CalendarDate): Closure | null {
  const special = SPECIAL_CLOSURES.get(date);
  if (special !== undefined) return { name: special, date };
  return holidaysOf(yearOf(date)).find((holiday) => holiday.date === date) ?? null;
}

/** Does the NYSE trade on that day? Saturday sessions, which ended in 1952, are not known here. */
export function isTradingDay(date: CalendarDate): boolean {
  return !isWeekend(date) && closureOn(date) === null;
}

/**
 * Does that trading day end at 13:00 in New York: July 3, the day after Thanksgiving, December 24?
 * Exact from 1993 for scheduled closes; the 14:00 ones before are left out, and so are halts that came unannounced.
 */
export function closesEarly(date: CalendarDate): boolean {
  if (!isTradingDay(date)) return false;
  if (IRREGULAR_EARLY_CLOSES.has(date)) return true;
  const year = yearOf(date);
  if (year < 1993) return false;
  if (date === `${year}-07-03`) return year >= 2013 || weekdayOf(date) !== WEDNESDAY;
  return date === `${year}-12-24` || date === addDays(thanksgivingDay(year), 1);
}

/** The first trading day after a date. */
export function nextTradingDay(date: CalendarDate): CalendarDate {
  const next = addDays(date, 1);
  return isTradingDay(next) ? next : nextTradingDay(next);
}
