import { DAY_MS } from "@/lib/engine/periods";
import { remembered } from "@/lib/remembered";

/** A day on the calendar, `YYYY-MM-DD`, in no time zone; such strings compare in calendar order. */
export type CalendarDate = string;

/** ISO weekdays, as `weekdayOf` gives them. */
const MONDAY = 1;
export const WEDNESDAY = 3;
const THURSDAY = 4;
const SATURDAY = 6;
const SUNDAY = 7;

/** The date of a year (four digits), a month 1..12 and a day; a day past the month's end runs on into the next month. */
function calendarDate(year: number, month: number, day: number): CalendarDate {
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
function weekdayOnOrAfter(date: CalendarDate, weekday: number): CalendarDate {
  return addDays(date, (weekday - weekdayOf(date) + 7) % 7);
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
export interface Closure {
  name: string;
  date: CalendarDate;
}

interface HolidayRule {
  name: string;
  /** First and last year in which the NYSE kept it so; open-ended where absent. */
  from?: number;
  until?: number;
  /** The weekday on which it is observed in that year, or null in a year in which it is not. */
  observedOn: (year: number) => CalendarDate | null;
}

/** NYSE Rule 7.2's holidays and those that it has dropped since 1954, in the order of the year. */
const RULES: readonly HolidayRule[] = [
  // A Friday before it would be the end of a year's accounts, so Rule 7.2 lets a Saturday go unobserved.
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

/** The NYSE's regular holidays of a year on the days that it observes them, exact from 1954 on. */
export const holidaysOf = remembered((year: number): readonly Closure[] =>
  RULES.flatMap(({ name, from = year, until = year, observedOn }) => {
    const date = from <= year && year <= until ? observedOn(year) : null;
    return date === null ? [] : [{ name, date }];
  }),
);

/** The fourth Thursday of November. */
export function thanksgivingDay(year: number): CalendarDate {
  return weekdayOnOrAfter(calendarDate(year, 11, 22), THURSDAY);
}

/** The Tuesday after the first Monday of November. */
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
  if (weekdayOf(date) === SATURDAY) return null;
  return weekdayOf(date) === SUNDAY ? addDays(date, 1) : date;
}
