import { DAY_MS } from "@/lib/core/engine/periods";
import { memoize } from "@/lib/core/memoize";

/** A day on the calendar, `YYYY-MM-DD`, in no time zone; such strings compare in calendar order. */
export type CalendarDate = string;

const MONDAY = 1;
const WEDNESDAY = 3;
const THURSDAY = 4;
const SATURDAY = 6;
const SUNDAY = 7;

/** The date of a year (four digits), a month 1..12 and a day; a day after the month's end is one of the next month. */
function calendarDate(year: number, month: number, day: number): CalendarDate {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** The date `days` later, or earlier when negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The ISO weekday: 1 is Monday, 7 is Sunday. */
function toWeekday(date: CalendarDate): number {
  return new Date(Date.parse(date)).getUTCDay() || SUNDAY;
}

/** The year of the date. */
function toYear(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** Whether it is a Saturday or a Sunday. */
function isWeekend(date: CalendarDate): boolean {
  return toWeekday(date) >= SATURDAY;
}

function weekdayOnOrAfter(date: CalendarDate, weekday: number): CalendarDate {
  return addDays(date, (weekday - toWeekday(date) + 7) % 7);
}

/** Good Friday of a Gregorian year: two days before Easter Sunday, by the Meeus/Jones/Butcher computus. */
function goodFriday(year: number): CalendarDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const lateMoon = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const daysAfterMarch22 = epact + weekday - 7 * lateMoon;
  return addDays(calendarDate(year, 3, 22), daysAfterMarch22 - 2);
}

/** A weekday on which the NYSE is closed all day, and why. */
interface Closure {
  name: string;
  date: CalendarDate;
}

interface HolidayRule {
  name: string;
  /** First and last year in which the NYSE observed it so; open-ended where absent. */
  from?: number;
  until?: number;
  /** The weekday on which it is observed in that year, or null where it is not observed. */
  observedOn: (year: number) => CalendarDate | null;
}

/** NYSE Rule 7.2's holidays and those dropped since 1954, in the order of the year. */
const RULES: readonly HolidayRule[] = [
  // The Friday before would be the last trading day of the year, so by Rule 7.2 a Saturday is not observed.
  { name: "New Year's Day", observedOn: (year) => mondayIfSunday(calendarDate(year, 1, 1)) },
  { name: "Martin Luther King Jr. Day", from: 1998, observedOn: (year) => nthMonday(year, 1, 3) },
  { name: "Washington's Birthday", until: 1963, observedOn: (year) => mondayIfSunday(calendarDate(year, 2, 22)) },
  {
    name: "Washington's Birthday",
    from: 1964,
    until: 1970,
    observedOn: (year) => nearestWeekday(calendarDate(year, 2, 22)),
  },
  { name: "Washington's Birthday", from: 1971, observedOn: (year) => nthMonday(year, 2, 3) },
  { name: "Good Friday", observedOn: goodFriday },
  { name: "Memorial Day", until: 1963, observedOn: (year) => mondayIfSunday(calendarDate(year, 5, 30)) },
  // In 1970 it fell on a Saturday, and the NYSE traded on the Friday.
  { name: "Memorial Day", from: 1964, until: 1969, observedOn: (year) => nearestWeekday(calendarDate(year, 5, 30)) },
  { name: "Memorial Day", from: 1971, observedOn: (year) => weekdayOnOrAfter(calendarDate(year, 5, 25), MONDAY) },
  {
    name: "Juneteenth National Independence Day",
    from: 2022,
    observedOn: (year) => nearestWeekday(calendarDate(year, 6, 19)),
  },
  { name: "Independence Day", observedOn: (year) => nearestWeekday(calendarDate(year, 7, 4)) },
  { name: "Labor Day", observedOn: (year) => nthMonday(year, 9, 1) },
  { name: "Election Day", until: 1967, observedOn: electionDay },
  {
    name: "Election Day",
    from: 1968,
    until: 1980,
    observedOn: (year) => (year % 4 === 0 ? electionDay(year) : null),
  },
  { name: "Thanksgiving Day", observedOn: thanksgivingDay },
  { name: "Christmas Day", observedOn: (year) => nearestWeekday(calendarDate(year, 12, 25)) },
];

/** The NYSE's regular holidays of a year, by the day on which each is observed; exact from 1954 on. */
const listHolidays = memoize((year: number): readonly Closure[] =>
  RULES.flatMap(({ name, from = year, until = year, observedOn }) => {
    const date = from <= year && year <= until ? observedOn(year) : null;
    return date === null ? [] : [{ name, date }];
  }),
);

/** The fourth Thursday of November. */
function thanksgivingDay(year: number): CalendarDate {
  return weekdayOnOrAfter(calendarDate(year, 11, 22), THURSDAY);
}

function electionDay(year: number): CalendarDate {
  return addDays(nthMonday(year, 11, 1), 1);
}

function nthMonday(year: number, month: number, nth: number): CalendarDate {
  return weekdayOnOrAfter(calendarDate(year, month, 7 * nth - 6), MONDAY);
}

function nearestWeekday(date: CalendarDate): CalendarDate {
  return mondayIfSunday(date) ?? addDays(date, -1);
}

function mondayIfSunday(date: CalendarDate): CalendarDate | null {
  if (toWeekday(date) === SATURDAY) return null;
  return toWeekday(date) === SUNDAY ? addDays(date, 1) : date;
}

const PAPERWORK_CRISIS = `06-12 06-19 06-26 07-10 07-17 07-24 07-31 08-07 08-14 08-21 08-28 09-11 09-18 09-25
  10-02 10-09 10-16 10-23 10-30 11-20 12-04 12-11 12-18`
  .split(/\s+/)
  .map((day) => `1968-${day}`);

/** Every weekday since 1954 on which the NYSE closed all day by special decision; add one line for a new one. */
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

/** Scheduled 13:00 closes that today's rule does not produce. */
const IRREGULAR_EARLY_CLOSES: ReadonlySet<CalendarDate> = new Set([
  "1996-07-05",
  "1997-12-26",
  "1999-12-31",
  "2002-07-05",
  "2003-12-26",
]);

/** Why the NYSE is closed on a weekday, or null: exact from 1954 to the last announced calendar, by today's rule after it (NYSE Rule 7.2). */
export function closureOn(date: CalendarDate): Closure | null {
  const special = SPECIAL_CLOSURES.get(date);
  if (special !== undefined) return { name: special, date };
  return listHolidays(toYear(date)).find((holiday) => holiday.date === date) ?? null;
}

/** Whether the NYSE trades on that day; Saturday sessions, which ended in 1952, are left out. */
export function isTradingDay(date: CalendarDate): boolean {
  return !isWeekend(date) && closureOn(date) === null;
}

/** Whether that trading day ends at 13:00 in New York; exact for scheduled closes from 1993 on. */
export function closesEarly(date: CalendarDate): boolean {
  if (!isTradingDay(date)) return false;
  if (IRREGULAR_EARLY_CLOSES.has(date)) return true;
  const year = toYear(date);
  if (year < 1993) return false;
  if (date === `${year}-07-03`) return year >= 2013 || toWeekday(date) !== WEDNESDAY;
  return date === `${year}-12-24` || date === addDays(thanksgivingDay(year), 1);
}

/** The first trading day after a date. */
export function nextTradingDay(date: CalendarDate): CalendarDate {
  const next = addDays(date, 1);
  return isTradingDay(next) ? next : nextTradingDay(next);
}
