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

const PAPERWORK_CRISIS = `06-12 06-19 06-26 07-10 07-17 07-24 07-31 08-07 08-14 08-21 08-28 09-11 09-18 09-25
  10-02 10-09 10-16 10-23 10-30 11-20 12-04 12-11 12-18`
  .split(/\s+/)
  .map((day) => `1968-${day}`);

/**
 * Every weekday since 1954 on which the NYSE was closed all day by a decision of its own, and not by a rule of `holidays`;
 * when the NYSE announces another, it is one line here.
 */
const SPECIAL_CLOSURES: ReadonlyMap<CalendarDate, string> = new Map(
  Object.entries({
    "Christmas Eve": ["1956-12-24"],
    "Day after Christmas": ["1958-12-26"],
    "Day before Memorial Day": ["1961-05-29"],
    "Funeral of President John F. Kennedy": ["1963-11-25"],
    "Lincoln's Birthday": ["1968-02-12"],
    "Day of Mourning for Martin Luther King Jr.": ["1968-04-09"],
    "Paperwork crisis": PAPERWORK_CRISIS,
    "Day after Independence Day": ["1968-07-05"],
    "Veterans Day": ["1968-11-11"],
    Snowstorm: ["1969-02-10"],
    "Funeral of President Dwight D. Eisenhower": ["1969-03-31"],
    "National Day of Participation for the lunar landing": ["1969-07-21"],
    "Funeral of President Harry S. Truman": ["1972-12-28"],
    "Funeral of President Lyndon B. Johnson": ["1973-01-25"],
    "New York City blackout": ["1977-07-14"],
    "Hurricane Gloria": ["1985-09-27"],
    "National Day of Mourning for President Richard Nixon": ["1994-04-27"],
    "September 11 attacks": ["2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14"],
    "National Day of Mourning for President Ronald Reagan": ["2004-06-11"],
    "National Day of Mourning for President Gerald Ford": ["2007-01-02"],
    "Hurricane Sandy": ["2012-10-29", "2012-10-30"],
    "National Day of Mourning for President George H.W. Bush": ["2018-12-05"],
    "National Day of Mourning for President Jimmy Carter": ["2025-01-09"],
  }).flatMap(([name, dates]) => dates.map((date) => [date, name] as const)),
);

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
