import { describe, expect, test } from "vitest";
import type { State } from "@/lib/core/engine/states";
import {
  type Condition,
  cutDays,
  findWorst,
  lastDays,
  listIntervals,
  listMidnights,
  NO_DATA,
  startOfDay,
  toDate,
  worstDay,
} from "@/lib/core/uptime/days";
import { day, HOUR, log, MINUTE, t, told } from "./support";

const cut = (transitions: string[], from: string, to: string) =>
  cutDays(log(...transitions), { from: t(from), to: t(to) }).map(told);

describe("minutes in each state, cut at UTC midnight", () => {
  test.each<[string, string[], [from: string, to: string], string[]]>([
    ["nobody has registered it", [], ["04 00:00", "05 00:00"], ["2026-10-04 NO_DATA 1440"]],
    [
      "there is no data before its registration",
      ["04 06:00 UNKNOWN", "04 06:03 OPERATIONAL"],
      ["03 00:00", "05 00:00"],
      ["2026-10-03 NO_DATA 1440", "2026-10-04 UNKNOWN 3, OPERATIONAL 1077, NO_DATA 360"],
    ],
    [
      "an outage over midnight counts on both days",
      ["01 00:00 OPERATIONAL", "03 23:50 DOWN", "04 00:20 OPERATIONAL"],
      ["03 00:00", "05 00:00"],
      ["2026-10-03 DOWN 10, OPERATIONAL 1430", "2026-10-04 DOWN 20, OPERATIONAL 1420"],
    ],
    [
      "an outage of days fills the days between",
      ["01 00:00 OPERATIONAL", "02 12:00 DOWN", "04 12:00 OPERATIONAL"],
      ["02 00:00", "05 00:00"],
      ["2026-10-02 DOWN 720, OPERATIONAL 720", "2026-10-03 DOWN 1440", "2026-10-04 DOWN 720, OPERATIONAL 720"],
    ],
    [
      "a change at midnight belongs to the day that begins",
      ["01 00:00 OPERATIONAL", "04 00:00 DOWN", "05 00:00 OPERATIONAL"],
      ["03 00:00", "06 00:00"],
      ["2026-10-03 OPERATIONAL 1440", "2026-10-04 DOWN 1440", "2026-10-05 OPERATIONAL 1440"],
    ],
    [
      "every state has its own minutes",
      [
        "04 00:00 UNKNOWN",
        "04 00:03 OPERATIONAL",
        "04 01:00 DEGRADED",
        "04 01:02 DOWN",
        "04 02:00 MAINTENANCE",
        "04 03:00 PARTIAL",
        "04 03:30 OPERATIONAL",
      ],
      ["04 00:00", "05 00:00"],
      ["2026-10-04 DOWN 58, PARTIAL 30, DEGRADED 2, MAINTENANCE 60, UNKNOWN 3, OPERATIONAL 1287"],
    ],
    [
      "several changes in a minute count to the millisecond",
      [
        "04 00:00 OPERATIONAL",
        "04 12:00:00.000 DOWN",
        "04 12:00:15.000 OPERATIONAL",
        "04 12:00:30.000 DOWN",
        "04 12:00:45.000 OPERATIONAL",
      ],
      ["04 00:00", "05 00:00"],
      ["2026-10-04 DOWN 0.5, OPERATIONAL 1439.5"],
    ],
    [
      "of several changes at one instant the last one holds",
      ["04 00:00 OPERATIONAL", "04 12:00 DOWN", "04 12:00 MAINTENANCE", "04 13:00 OPERATIONAL"],
      ["04 00:00", "05 00:00"],
      ["2026-10-04 MAINTENANCE 60, OPERATIONAL 1380"],
    ],
    [
      "a change of the note alone is no change of state",
      ["04 00:00 OPERATIONAL", "04 12:00 DOWN", "04 12:10 DOWN", "04 12:20 OPERATIONAL"],
      ["04 00:00", "05 00:00"],
      ["2026-10-04 DOWN 20, OPERATIONAL 1420"],
    ],
    [
      "what is still to come today is not counted",
      ["01 00:00 OPERATIONAL", "04 10:00 DOWN"],
      ["03 00:00", "04 10:30"],
      ["2026-10-03 OPERATIONAL 1440", "2026-10-04 DOWN 30, OPERATIONAL 600"],
    ],
    [
      "what takes effect after the range is not told",
      ["01 00:00 OPERATIONAL", "04 11:00 DOWN"],
      ["04 00:00", "04 10:30"],
      ["2026-10-04 OPERATIONAL 630"],
    ],
    [
      "what was said last holds when the range begins",
      ["01 00:00 OPERATIONAL", "01 12:00 DEGRADED"],
      ["03 00:00", "04 00:00"],
      ["2026-10-03 DEGRADED 1440"],
    ],
    [
      "a tail that the clock made, the cron being dead, ends what was stored",
      ["03 00:00 OPERATIONAL", "04 08:01:30.000 UNKNOWN"],
      ["04 00:00", "04 10:01:30.000"],
      ["2026-10-04 UNKNOWN 120, OPERATIONAL 481.5"],
    ],
    [
      "nothing takes effect before what it follows",
      ["03 00:00 OPERATIONAL", "04 08:00 DOWN", "04 07:00 UNKNOWN"],
      ["04 00:00", "04 09:00"],
      ["2026-10-04 UNKNOWN 60, OPERATIONAL 480"],
    ],
  ])("%s", (_, transitions, [from, to], expected) => {
    expect(cut(transitions, from, to)).toEqual(expected);
  });
});

describe("intervals", () => {
  const intervals = (transitions: string[], from: string, to: string) =>
    listIntervals(log(...transitions), { from: t(from), to: t(to) }).map(
      (i) =>
        `${i.condition} ${new Date(i.from).toISOString().slice(8, 16)} ${new Date(i.to).toISOString().slice(8, 16)}`,
    );

  test("follow each other without a gap, from the range's beginning to its end, and run on over midnight", () => {
    expect(
      intervals(
        ["02 06:00 UNKNOWN", "02 06:03 OPERATIONAL", "03 23:00 DOWN", "04 01:00 OPERATIONAL"],
        "01 00:00",
        "05 10:00",
      ),
    ).toEqual([
      "NO_DATA 01T00:00 02T06:00",
      "UNKNOWN 02T06:00 02T06:03",
      "OPERATIONAL 02T06:03 03T23:00",
      "DOWN 03T23:00 04T01:00",
      "OPERATIONAL 04T01:00 05T10:00",
    ]);
  });

  test("are one where a state changed for no time at all, or only its note did", () => {
    expect(
      intervals(["01 00:00 DOWN", "02 00:00 OPERATIONAL", "02 00:00 DOWN", "03 00:00 DOWN"], "01 00:00", "04 00:00"),
    ).toEqual(["DOWN 01T00:00 04T00:00"]);
  });

  test("there are none of an empty range", () => {
    expect(intervals(["01 00:00 DOWN"], "02 00:00", "02 00:00")).toEqual([]);
  });
});

describe("the condition that a day's bar shows", () => {
  test.each<[string, Partial<Record<Condition, number>>, Condition]>([
    ["the worst state, however short", { OPERATIONAL: 24 * HOUR - 1, DOWN: 1 }, "DOWN"],
    ["PARTIAL before DEGRADED", { PARTIAL: MINUTE, DEGRADED: HOUR }, "PARTIAL"],
    ["DEGRADED before UNKNOWN", { DEGRADED: MINUTE, UNKNOWN: 23 * HOUR }, "DEGRADED"],
    [
      "UNKNOWN before OPERATIONAL: what nobody knew is not green",
      { UNKNOWN: MINUTE, OPERATIONAL: 23 * HOUR },
      "UNKNOWN",
    ],
    ["maintenance stands aside", { MAINTENANCE: 5 * HOUR, OPERATIONAL: 19 * HOUR }, "OPERATIONAL"],
    ["also for UNKNOWN", { MAINTENANCE: 23 * HOUR, UNKNOWN: HOUR }, "UNKNOWN"],
    ["a day of nothing but maintenance is one of maintenance", { MAINTENANCE: 24 * HOUR }, "MAINTENANCE"],
    ["and so is one of which the rest is not known", { MAINTENANCE: HOUR, [NO_DATA]: 23 * HOUR }, "MAINTENANCE"],
    ["no data stands behind every state", { OPERATIONAL: 1, [NO_DATA]: 24 * HOUR - 1 }, "OPERATIONAL"],
    ["and alone is itself", { [NO_DATA]: 24 * HOUR }, NO_DATA],
    ["a day of no length has no data", {}, NO_DATA],
  ])("%s", (_, ms, expected) => {
    expect(findWorst(day(ms))).toBe(expected);
  });
});

describe("one day of several surfaces", () => {
  const H = HOUR;
  test.each<[string, Partial<Record<Condition, number>>[], string]>([
    ["is a surface's own where there is one", [{ DOWN: 2 * H, OPERATIONAL: 22 * H }], "DOWN 120, OPERATIONAL 1320"],
    [
      "has each condition for as long as it lasted where it lasted longest",
      [
        { DOWN: H, PARTIAL: 2 * H, OPERATIONAL: 21 * H },
        { DOWN: 3 * H, UNKNOWN: H, OPERATIONAL: 20 * H },
      ],
      "DOWN 180, PARTIAL 120, UNKNOWN 60, OPERATIONAL 1080",
    ],
    [
      "leaves nothing well where trouble filled it",
      [{ DOWN: 24 * H }, { PARTIAL: 20 * H, OPERATIONAL: 4 * H }],
      "DOWN 1440, PARTIAL 1200",
    ],
    [
      "is not without data where one surface has some",
      [{ NO_DATA: 24 * H }, { OPERATIONAL: 24 * H }],
      "OPERATIONAL 1440",
    ],
    ["is without data, and never operational, where none has any", [{ NO_DATA: 24 * H }], "NO_DATA 1440"],
    ["is unknown where nothing else was recorded", [{ UNKNOWN: 24 * H }, { NO_DATA: 24 * H }], "UNKNOWN 1440"],
    [
      "is as long as it is so far",
      [{ OPERATIONAL: 5 * H }, { DEGRADED: H, OPERATIONAL: 4 * H }],
      "DEGRADED 60, OPERATIONAL 240",
    ],
  ])("%s", (_, [first = {}, ...others], expected) => {
    expect(told(worstDay([day(first), ...others.map(day)]))).toBe(`2026-10-04 ${expected}`);
  });
});

describe("UTC days", () => {
  test.each([
    ["2026-10-04T00:00:00.000Z", "2026-10-04"],
    ["2026-10-04T23:59:59.999Z", "2026-10-04"],
    ["1969-12-31T23:59:59.999Z", "1969-12-31"],
  ])("%s lies on %s", (at, date) => {
    expect(toDate(startOfDay(Date.parse(at)))).toBe(date);
  });

  test("the last three days are today and the two before it", () => {
    expect(listMidnights(lastDays(3, t("04 10:30"))).map(toDate)).toEqual(["2026-10-02", "2026-10-03", "2026-10-04"]);
    expect(lastDays(3, t("04 10:30")).to).toBe(t("04 10:30"));
  });

  test("today counts from its first instant, so that it is never a day without data", () => {
    const days = cutDays(log("01 00:00 OPERATIONAL"), lastDays(2, t("04 00:00")));
    expect(days.map(findWorst)).toEqual<State[]>(["OPERATIONAL", "OPERATIONAL"]);
    expect(days.map((d) => d.ms.OPERATIONAL)).toEqual([24 * HOUR, 1]);
  });
});
