import { expect, test } from "vitest";
import { isEveryMinutes, isNightlyDue } from "@/lib/services/monitors/checks";
import { at } from "./support";

const DAY_MS = 86_400_000;
const made = (ok: boolean | null, checkedAt: number) => ({ ok, checkedAt });

test("a minute of every so many is counted from midnight UTC and an offset", () => {
  expect(isEveryMinutes(at("10:05"), 5)).toBe(true);
  expect(isEveryMinutes(at("10:06"), 5)).toBe(false);
  expect(isEveryMinutes(at("10:07"), 60, 7)).toBe(true);
  expect(isEveryMinutes(at("10:00"), 60, 7)).toBe(false);
  expect(isEveryMinutes(at("10:05") + 59_000, 5)).toBe(true);
});

test.each([
  ["is made at 03:15 for the first time", undefined, "03:15", true],
  ["is not made before", undefined, "03:14", false],
  ["is not made after", undefined, "03:16", false],
  ["is made each night", made(true, at("03:15") - DAY_MS), "03:15", true],
  ["is made once a night", made(true, at("03:15")), "03:15", false],
  ["is not made again while it is well", made(true, at("03:15")), "15:00", false],
  ["is made later where 03:15 was missed", made(true, at("03:15") - DAY_MS), "03:40", true],
  ["is not missed before 03:15", made(true, at("03:15") - DAY_MS), "03:10", false],
  ["is made again while it is not well", made(false, at("03:15")), "03:20", true],
  ["is made again where it could not look", made(null, at("03:15")), "03:20", true],
  ["is not made for a minute that has passed", made(false, at("03:20")), "03:15", false],
] as const)("a nightly check %s", (_, before, time, due) => {
  expect(isNightlyDue(before, at(time))).toBe(due);
});
