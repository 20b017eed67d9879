import { addDays, type CalendarDate, calendarDate } from "./calendar-date";

/** Good Friday of a Gregorian year: two days before Easter Sunday, by the Meeus/Jones/Butcher computus. */
export function goodFriday(year: number): CalendarDate {
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
