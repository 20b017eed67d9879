import { describe, expect, test } from "vitest";
import { closesEarly, closureOn, isTradingDay, nextTradingDay } from "@/lib/core/market/calendar";

const NEW_YEAR = "New Year's Day";
const KING = "Martin Luther King Jr. Day";
const WASHINGTON = "Washington's Birthday";

describe("full-day closures in other years", () => {
  test.each([
    ["1954-12-24", "Christmas Day"],
    ["1956-01-02", NEW_YEAR],
    ["1964-02-21", WASHINGTON],
    ["1964-05-29", "Memorial Day"],
    ["1967-11-07", "Election Day"],
    ["1968-06-12", "Paperwork crisis"],
    ["1970-02-23", WASHINGTON],
    ["1971-02-15", WASHINGTON],
    ["1971-05-31", "Memorial Day"],
    ["1980-11-04", "Election Day"],
    ["1985-09-27", "Hurricane Gloria"],
    ["1994-04-27", "National Day of Mourning for President Richard Nixon"],
    ["1998-01-19", KING],
    ["2001-09-11", "September 11 attacks"],
    ["2001-09-14", "September 11 attacks"],
    ["2004-06-11", "National Day of Mourning for President Ronald Reagan"],
    ["2007-01-02", "National Day of Mourning for President Gerald Ford"],
    ["2008-03-21", "Good Friday"],
    ["2012-10-29", "Hurricane Sandy"],
    ["2012-10-30", "Hurricane Sandy"],
    ["2018-12-05", "National Day of Mourning for President George H.W. Bush"],
    ["2038-04-23", "Good Friday"],
  ])("%s is closed for %s", (date, name) => {
    expect(closureOn(date)).toEqual({ name, date });
    expect(isTradingDay(date)).toBe(false);
  });

  test.each([
    ["1954-12-31", "New Year's Day 1955 is a Saturday"],
    ["1958-02-21", "Washington's Birthday on a Saturday moved to no Friday before 1964"],
    ["1969-11-04", "Election Day is kept in presidential years only from 1968"],
    ["1970-05-29", "Memorial Day 1970 was a Saturday"],
    ["1984-11-06", "Election Day is no holiday since 1984"],
    ["1997-01-20", "Martin Luther King Jr. Day came in 1998"],
    ["2001-09-10", "the day before the attacks"],
    ["2001-09-17", "the reopening"],
    ["2010-12-31", "New Year's Day 2011 is a Saturday"],
    ["2021-06-18", "Juneteenth came in 2022"],
    ["2021-12-31", "New Year's Day 2022 is a Saturday"],
    ["2026-10-12", "Columbus Day is none of the NYSE's"],
    ["2026-11-11", "Veterans Day is none of the NYSE's"],
    ["2027-12-31", "New Year's Day 2028 is a Saturday"],
  ])("%s trades: %s", (date) => {
    expect(closureOn(date)).toBeNull();
    expect(isTradingDay(date)).toBe(true);
  });

  test.each(["2022-01-01", "2026-07-04", "2027-07-04", "2021-12-25"])(
    "%s, a weekend, is closed without a closure",
    (date) => {
      expect(closureOn(date)).toBeNull();
      expect(isTradingDay(date)).toBe(false);
    },
  );
});

describe("early closes in other years", () => {
  test.each([
    "1993-11-26",
    "1996-07-05",
    "1996-12-24",
    "1997-12-26",
    "1999-12-31",
    "2002-07-05",
    "2003-12-26",
    "2008-07-03",
    "2013-07-03",
    "2018-12-24",
    "2019-07-03",
  ])("%s closes at 13:00", (date) => {
    expect(closesEarly(date)).toBe(true);
  });

  test.each(["1996-07-03", "1998-07-02", "1999-12-24", "2002-07-03", "2013-07-05", "2014-12-26", "2020-07-02"])(
    "%s does not",
    (date) => {
      expect(closesEarly(date)).toBe(false);
    },
  );
});

test("the next trading day skips weekends, holidays and runs of closures", () => {
  expect(nextTradingDay("2026-11-25")).toBe("2026-11-27");
  expect(nextTradingDay("2026-12-31")).toBe("2027-01-04");
  expect(nextTradingDay("2001-09-10")).toBe("2001-09-17");
  expect(nextTradingDay("2006-12-29")).toBe("2007-01-03");
});
