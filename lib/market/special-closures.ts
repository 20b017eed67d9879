import type { CalendarDate } from "./calendar-date";

const PAPERWORK_CRISIS = "Paperwork crisis";
const SEPTEMBER_11 = "September 11 attacks";
const HURRICANE_SANDY = "Hurricane Sandy";

/**
 * Every weekday since 1954 on which the NYSE was closed all day by a decision of its own, and not by a rule of `holidays`;
 * when the NYSE announces another, it is one line here.
 */
export const SPECIAL_CLOSURES: ReadonlyMap<CalendarDate, string> = new Map([
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
