import { remembered } from "@/lib/remembered";
import {
  addDays,
  type CalendarDate,
  calendarDate,
  MONDAY,
  SATURDAY,
  SUNDAY,
  THURSDAY,
  weekdayOf,
  weekdayOnOrAfter,
} from "./calendar-date";
import { goodFriday } from "./good-friday";

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
