import { describe, expect, test } from "vitest";
import { addDays, type CalendarDate, closesEarly, closureOn } from "@/lib/core/market/calendar";

const NEW_YEAR = "New Year's Day";
const KING = "Martin Luther King Jr. Day";
const WASHINGTON = "Washington's Birthday";
const JUNETEENTH = "Juneteenth National Independence Day";

// Written by hand from the "Holiday and Early Closings Calendar" releases of the NYSE Group; never from the code.
const PUBLISHED: Record<number, { closed: [string, string][]; early: string[] }> = {
  2020: {
    closed: [
      ["2020-01-01", NEW_YEAR],
      ["2020-01-20", KING],
      ["2020-02-17", WASHINGTON],
      ["2020-04-10", "Good Friday"],
      ["2020-05-25", "Memorial Day"],
      ["2020-07-03", "Independence Day"],
      ["2020-09-07", "Labor Day"],
      ["2020-11-26", "Thanksgiving Day"],
      ["2020-12-25", "Christmas Day"],
    ],
    early: ["2020-11-27", "2020-12-24"],
  },
  2021: {
    closed: [
      ["2021-01-01", NEW_YEAR],
      ["2021-01-18", KING],
      ["2021-02-15", WASHINGTON],
      ["2021-04-02", "Good Friday"],
      ["2021-05-31", "Memorial Day"],
      ["2021-07-05", "Independence Day"],
      ["2021-09-06", "Labor Day"],
      ["2021-11-25", "Thanksgiving Day"],
      ["2021-12-24", "Christmas Day"],
    ],
    early: ["2021-11-26"],
  },
  2022: {
    closed: [
      ["2022-01-17", KING],
      ["2022-02-21", WASHINGTON],
      ["2022-04-15", "Good Friday"],
      ["2022-05-30", "Memorial Day"],
      ["2022-06-20", JUNETEENTH],
      ["2022-07-04", "Independence Day"],
      ["2022-09-05", "Labor Day"],
      ["2022-11-24", "Thanksgiving Day"],
      ["2022-12-26", "Christmas Day"],
    ],
    early: ["2022-11-25"],
  },
  2023: {
    closed: [
      ["2023-01-02", NEW_YEAR],
      ["2023-01-16", KING],
      ["2023-02-20", WASHINGTON],
      ["2023-04-07", "Good Friday"],
      ["2023-05-29", "Memorial Day"],
      ["2023-06-19", JUNETEENTH],
      ["2023-07-04", "Independence Day"],
      ["2023-09-04", "Labor Day"],
      ["2023-11-23", "Thanksgiving Day"],
      ["2023-12-25", "Christmas Day"],
    ],
    early: ["2023-07-03", "2023-11-24"],
  },
  2024: {
    closed: [
      ["2024-01-01", NEW_YEAR],
      ["2024-01-15", KING],
      ["2024-02-19", WASHINGTON],
      ["2024-03-29", "Good Friday"],
      ["2024-05-27", "Memorial Day"],
      ["2024-06-19", JUNETEENTH],
      ["2024-07-04", "Independence Day"],
      ["2024-09-02", "Labor Day"],
      ["2024-11-28", "Thanksgiving Day"],
      ["2024-12-25", "Christmas Day"],
    ],
    early: ["2024-07-03", "2024-11-29", "2024-12-24"],
  },
  2025: {
    closed: [
      ["2025-01-01", NEW_YEAR],
      ["2025-01-09", "National Day of Mourning for President Jimmy Carter"],
      ["2025-01-20", KING],
      ["2025-02-17", WASHINGTON],
      ["2025-04-18", "Good Friday"],
      ["2025-05-26", "Memorial Day"],
      ["2025-06-19", JUNETEENTH],
      ["2025-07-04", "Independence Day"],
      ["2025-09-01", "Labor Day"],
      ["2025-11-27", "Thanksgiving Day"],
      ["2025-12-25", "Christmas Day"],
    ],
    early: ["2025-07-03", "2025-11-28", "2025-12-24"],
  },
  2026: {
    closed: [
      ["2026-01-01", NEW_YEAR],
      ["2026-01-19", KING],
      ["2026-02-16", WASHINGTON],
      ["2026-04-03", "Good Friday"],
      ["2026-05-25", "Memorial Day"],
      ["2026-06-19", JUNETEENTH],
      ["2026-07-03", "Independence Day"],
      ["2026-09-07", "Labor Day"],
      ["2026-11-26", "Thanksgiving Day"],
      ["2026-12-25", "Christmas Day"],
    ],
    early: ["2026-11-27", "2026-12-24"],
  },
  2027: {
    closed: [
      ["2027-01-01", NEW_YEAR],
      ["2027-01-18", KING],
      ["2027-02-15", WASHINGTON],
      ["2027-03-26", "Good Friday"],
      ["2027-05-31", "Memorial Day"],
      ["2027-06-18", JUNETEENTH],
      ["2027-07-05", "Independence Day"],
      ["2027-09-06", "Labor Day"],
      ["2027-11-25", "Thanksgiving Day"],
      ["2027-12-24", "Christmas Day"],
    ],
    early: ["2027-11-26"],
  },
  2028: {
    closed: [
      ["2028-01-17", KING],
      ["2028-02-21", WASHINGTON],
      ["2028-04-14", "Good Friday"],
      ["2028-05-29", "Memorial Day"],
      ["2028-06-19", JUNETEENTH],
      ["2028-07-04", "Independence Day"],
      ["2028-09-04", "Labor Day"],
      ["2028-11-23", "Thanksgiving Day"],
      ["2028-12-25", "Christmas Day"],
    ],
    early: ["2028-07-03", "2028-11-24"],
  },
};

function datesOf(year: number): CalendarDate[] {
  const length = year % 4 === 0 ? 366 : 365;
  return Array.from({ length }, (_, day) => addDays(`${year}-01-01`, day));
}

function closuresIn(year: number): [string, string][] {
  return datesOf(year).flatMap((date) => {
    const closure = closureOn(date);
    return closure ? [[closure.date, closure.name] as [string, string]] : [];
  });
}

describe.each(Object.entries(PUBLISHED))("the published calendar of %s", (year, { closed, early }) => {
  test("has these full-day closures and no other", () => {
    expect(closuresIn(Number(year))).toEqual(closed);
  });

  test("has these early closes and no other", () => {
    expect(datesOf(Number(year)).filter(closesEarly)).toEqual(early);
  });
});
