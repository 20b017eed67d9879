import {
  addDays,
  type CalendarDate,
  type Closure,
  holidaysOf,
  isWeekend,
  thanksgivingDay,
  WEDNESDAY,
  weekdayOf,
  yearOf,
} from "./holidays";

const PAPERWORK_CRISIS = "Paperwork crisis";
const SEPTEMBER_11 = "September 11 attacks";
const HURRICANE_SANDY = "Hurricane Sandy";

/**
 * Every weekday since 1954 on which the NYSE was closed all day by a decision of its own, and not by a rule of `holidays`;
 * when the NYSE announces another, it is one line here.
 */
const SPECIAL_CLOSURES: ReadonlyMap<CalendarDate, string> = new Map([
  ["1956-12-24", "Christmas Eve"],
  ["1958-12-26", "Day after Christmas"],
  ["1961-05-29", "Day before Memorial Day"],
  ["1963-11-25", "Funeral of President John F. Kennedy"],
  ["1968-02-12", "Lincoln's Birthday"],
  ["1968-04-09", "Day of Mourning for Martin Luther King Jr."],
  ["1968-06-12", PAPERWORK_CRISIS],
  ["1968-06-19", PAPERWORK_CRISIS],
  ["1968-06-26", PAPERWORK_CRISIS],
  ["1968-07-05", "Day after Independence Day"],
  ["1968-07-10", PAPERWORK_CRISIS],
  ["1968-07-17", PAPERWORK_CRISIS],
  ["1968-07-24", PAPERWORK_CRISIS],
  ["1968-07-31", PAPERWORK_CRISIS],
  ["1968-08-07", PAPERWORK_CRISIS],
  ["1968-08-14", PAPERWORK_CRISIS],
  ["1968-08-21", PAPERWORK_CRISIS],
  ["1968-08-28", PAPERWORK_CRISIS],
  ["1968-09-11", PAPERWORK_CRISIS],
  ["1968-09-18", PAPERWORK_CRISIS],
  ["1968-09-25", PAPERWORK_CRISIS],
  ["1968-10-02", PAPERWORK_CRISIS],
  ["1968-10-09", PAPERWORK_CRISIS],
  ["1968-10-16", PAPERWORK_CRISIS],
  ["1968-10-23", PAPERWORK_CRISIS],
  ["1968-10-30", PAPERWORK_CRISIS],
  ["1968-11-11", "Veterans Day"],
  ["1968-11-20", PAPERWORK_CRISIS],
  ["1968-12-04", PAPERWORK_CRISIS],
  ["1968-12-11", PAPERWORK_CRISIS],
  ["1968-12-18", PAPERWORK_CRISIS],
  ["1969-02-10", "Snowstorm"],
  ["1969-03-31", "Funeral of President Dwight D. Eisenhower"],
  ["1969-07-21", "National Day of Participation for the lunar landing"],
  ["1972-12-28", "Funeral of President Harry S. Truman"],
  ["1973-01-25", "Funeral of President Lyndon B. Johnson"],
  ["1977-07-14", "New York City blackout"],
  ["1985-09-27", "Hurricane Gloria"],
  ["1994-04-27", "National Day of Mourning for President Richard Nixon"],
  ["2001-09-11", SEPTEMBER_11],
  ["2001-09-12", SEPTEMBER_11],
  ["2001-09-13", SEPTEMBER_11],
  ["2001-09-14", SEPTEMBER_11],
  ["2004-06-11", "National Day of Mourning for President Ronald Reagan"],
  ["2007-01-02", "National Day of Mourning for President Gerald Ford"],
  ["2012-10-29", HURRICANE_SANDY],
  ["2012-10-30", HURRICANE_SANDY],
  ["2018-12-05", "National Day of Mourning for President George H.W. Bush"],
  ["2025-01-09", "National Day of Mourning for President Jimmy Carter"],
]);

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
