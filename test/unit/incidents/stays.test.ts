import { expect, test } from "vitest";
import { listStays, type StoryUpdate } from "@/lib/output/incident-story";

const at = (clock: string) => `2026-11-18T${clock}:00.000Z`;
const ms = (clock: string) => Date.parse(at(clock));

/** Updates as `kind surface clock`. */
const updatesOf = (...lines: string[]): StoryUpdate[] =>
  lines.map((line, i) => {
    const [kind, surfaceId = "", clock = ""] = line.split(" ");
    const fields = { severity: "down" as const, publicNote: null, effectiveAt: at(clock) };
    return { id: i + 1, incidentId: 1, surfaceId, kind: kind as StoryUpdate["kind"], ...fields };
  });

const row = (surfaceId: string, openedAt: string, resolvedAt: string | null) => ({
  surfaceId,
  severity: "down" as const,
  openedAt: at(openedAt),
  resolvedAt: resolvedAt && at(resolvedAt),
});

/** As `surface from to`. */
const staysOf = (...given: Parameters<typeof listStays>) =>
  listStays(...given).map(({ surfaceId, openedAt, resolvedAt }) => [surfaceId, openedAt, resolvedAt]);

test("A row that closed on one surface and is reopened on another was on neither meanwhile", () => {
  const updates = updatesOf("opened a 09:00", "resolved a 10:00", "reopened b 12:00");
  expect(staysOf(row("b", "09:00", null), updates)).toEqual([
    ["a", ms("09:00"), ms("10:00")],
    ["b", ms("12:00"), null],
  ]);
});

test("A row that is reopened where it was had two stays there", () => {
  const updates = updatesOf("opened a 09:00", "resolved a 10:00", "reopened a 15:00", "resolved a 16:00");
  expect(staysOf(row("a", "09:00", "16:00"), updates)).toEqual([
    ["a", ms("09:00"), ms("10:00")],
    ["a", ms("15:00"), ms("16:00")],
  ]);
});

test("A row that moves was on each surface from its move to the next", () => {
  const updates = updatesOf("opened a 09:00", "updated b 09:30", "updated c 10:00", "resolved c 11:00");
  expect(staysOf(row("c", "09:00", "11:00"), updates)).toEqual([
    ["a", ms("09:00"), ms("09:30")],
    ["b", ms("09:30"), ms("10:00")],
    ["c", ms("10:00"), ms("11:00")],
  ]);
});

test("A correction moves the first opening and the last end, and leaves what is between", () => {
  const updates = updatesOf("opened a 09:00", "updated b 09:30", "resolved b 11:00");
  expect(staysOf(row("b", "08:50", "10:45"), updates)).toEqual([
    ["a", ms("08:50"), ms("09:30")],
    ["b", ms("09:30"), ms("10:45")],
  ]);
});

test("A row of which only the noted update was read has its own times", () => {
  expect(staysOf(row("a", "09:00", "11:00"), updatesOf("updated a 09:20"))).toEqual([["a", ms("09:00"), ms("11:00")]]);
  expect(staysOf(row("a", "09:00", "11:00"), updatesOf("resolved a 11:00"))).toEqual([["a", ms("09:00"), ms("11:00")]]);
  expect(staysOf(row("a", "09:00", null), [])).toEqual([["a", ms("09:00"), null]]);
});
