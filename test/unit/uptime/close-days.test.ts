import { describe, expect, test } from "vitest";
import { lastDays } from "@/lib/core/uptime/days";
import { closeDays, type PackedDays, recentDays } from "@/lib/core/uptime/packed-days";
import { log, t, told } from "./support";

const packed = (closedTo: string, ...entries: string[]): PackedDays => ({
  closedTo: t(`${closedTo} 00:00`),
  days: JSON.stringify(entries),
});

describe("closing days", () => {
  test.each<[string, PackedDays | null, string[], string, PackedDays | null]>([
    ["nothing is known, nothing is closed", null, [], "05 03:15", null],
    ["a surface of today has no closed day", null, ["05 01:00 UNKNOWN"], "05 03:15", null],
    [
      "the first time, from its registration on",
      null,
      ["02 23:00 UNKNOWN", "02 23:03 OPERATIONAL", "04 12:00 DOWN", "04 12:05 OPERATIONAL", "05 01:00 DOWN"],
      "05 03:15",
      packed("05", "-O3420000U180000", "O", "OD300000"),
    ],
    [
      "the night after, the one day that has ended",
      packed("04", "-O3420000U180000", "O"),
      ["04 00:00 OPERATIONAL", "04 12:00 DOWN", "04 12:05 OPERATIONAL", "05 01:00 DOWN"],
      "05 03:15",
      packed("05", "-O3420000U180000", "O", "OD300000"),
    ],
    [
      "a second time the same night, nothing changes",
      packed("05", "O", "OD300000"),
      ["05 00:00 OPERATIONAL", "05 01:00 DOWN"],
      "05 03:16",
      packed("05", "O", "OD300000"),
    ],
    [
      "after nights that were missed, all of them",
      packed("02", "O"),
      ["02 00:00 OPERATIONAL", "03 06:00 UNKNOWN"],
      "06 10:00",
      packed("06", "O", "O", "UO21600000", "U", "U"),
    ],
    [
      "a day that was touched late is packed anew, and those before it stay",
      packed("05", "OD1", "O", "O"),
      ["03 00:00 OPERATIONAL", "03 18:00 UNKNOWN", "05 01:00 OPERATIONAL"],
      "06 03:15",
      packed("06", "OD1", "OU21600000", "U", "OU3600000"),
    ],
    [
      "so is the day of its registration",
      packed("04", "-U3600000", "U"),
      ["02 23:00 UNKNOWN", "02 23:30 OPERATIONAL"],
      "04 03:15",
      packed("04", "-U1800000O1800000", "O"),
    ],
    [
      "a clock that runs behind takes nothing back",
      packed("05", "O", "OD300000"),
      ["05 00:00 DOWN"],
      "04 03:15",
      packed("05", "O", "OD300000"),
    ],
    [
      "nor does one that lags behind what was touched late",
      packed("05", "O", "O", "O"),
      ["02 00:00 DOWN", "03 00:00 OPERATIONAL"],
      "03 03:15",
      packed("05", "D", "O", "O"),
    ],
    [
      "time of which nobody tells is no data",
      packed("03", "O"),
      ["05 00:00 OPERATIONAL"],
      "06 03:15",
      packed("06", "O", "-", "-", "O"),
    ],
    [
      "days before those that are kept are not brought back",
      packed("05", "O"),
      ["02 00:00 DOWN"],
      "06 03:15",
      packed("06", "D", "D"),
    ],
  ])("%s", (_, before, transitions, upTo, after) => {
    expect(closeDays(before, log(...transitions), t(upTo))).toEqual(after);
  });
});

describe("the last days of a surface", () => {
  const recent = (kept: PackedDays | null, timeline: string[], count: number, now: string) =>
    recentDays({ packed: kept, timeline: log(...timeline) }, lastDays(count, t(now))).map(told);

  test("are its closed days, what is open since, and no data before them", () => {
    expect(
      recent(packed("04", "-U60000", "OD300000"), ["04 00:00 OPERATIONAL", "05 01:00 DOWN"], 5, "05 02:00"),
    ).toEqual([
      "2026-10-01 NO_DATA 1440",
      "2026-10-02 UNKNOWN 1, NO_DATA 1439",
      "2026-10-03 DOWN 5, OPERATIONAL 1435",
      "2026-10-04 OPERATIONAL 1440",
      "2026-10-05 DOWN 60, OPERATIONAL 60",
    ]);
  });

  test("are fewer than were closed, if fewer are asked for", () => {
    expect(recent(packed("05", "D", "D", "P", "G"), ["05 00:00 OPERATIONAL"], 2, "05 01:00")).toEqual([
      "2026-10-04 DEGRADED 1440",
      "2026-10-05 OPERATIONAL 60",
    ]);
    expect(recent(packed("02", "D"), ["04 00:00 OPERATIONAL"], 2, "05 01:00")).toEqual([
      "2026-10-04 OPERATIONAL 1440",
      "2026-10-05 OPERATIONAL 60",
    ]);
  });

  test("need no closed day", () => {
    expect(recent(null, ["04 12:00 UNKNOWN"], 3, "05 01:00")).toEqual([
      "2026-10-03 NO_DATA 1440",
      "2026-10-04 UNKNOWN 720, NO_DATA 720",
      "2026-10-05 UNKNOWN 60",
    ]);
  });

  test("show UNKNOWN since the last look where the cron died days ago, nights and all", () => {
    const stored = ["03 00:00 OPERATIONAL"];
    const shownByTheClock = "03 12:00 UNKNOWN";
    expect(recent(packed("03", "O"), [...stored, shownByTheClock], 4, "05 06:00")).toEqual([
      "2026-10-02 OPERATIONAL 1440",
      "2026-10-03 UNKNOWN 720, OPERATIONAL 720",
      "2026-10-04 UNKNOWN 1440",
      "2026-10-05 UNKNOWN 360",
    ]);
  });
});
