import { describe, expect, test } from "vitest";
import { concludeReading, FailedPoll, isOverAge, type PartnerState } from "@/lib/integrations/partners/format";
import { feedOf, NOW } from "./feeds";

const feed = feedOf("statuspage");
const conclude = (titles: string[], states: PartnerState[] = ["DEGRADED"]) =>
  concludeReading({ states, titles, feedAt: NOW }, feed, NOW);

describe("a reading", () => {
  test("is the worst of what was said; nothing said is no reading", () => {
    expect(conclude([], ["OPERATIONAL", "MAINTENANCE", "PARTIAL", "DEGRADED"]).state).toBe("PARTIAL");
    expect(() => conclude([], [])).toThrow(new FailedPoll("empty"));
  });

  test("has at most ten titles of 200 characters, in the feed's order", () => {
    const titles = Array.from({ length: 12 }, (_, index) => `${index} ${"é".repeat(300)}`);
    const { incidentTitles } = conclude(titles);
    expect(incidentTitles).toHaveLength(10);
    expect(incidentTitles.map((title) => [...title].length)).toEqual(Array(10).fill(200));
    expect(incidentTitles[9]).toMatch(/^9 /);
  });

  test.each([
    ["  two\n\tlines\u0000 ", "two lines"],
    ["\u001b[31mred\u0007", "[31mred"],
    ["left\u202eright\u2066", "left right"],
    ["half \ud83d", "half \ufffd"],
    ["😀".repeat(300), "😀".repeat(200)],
  ])("prints %j as %j", (title, printed) => {
    expect(conclude([title]).incidentTitles).toEqual([printed]);
  });

  test("leaves out a title that prints nothing", () => {
    expect(conclude(["", " \u0000 ", "one"]).incidentTitles).toEqual(["one"]);
  });

  test("is over age a moment after its limit, and without a time", () => {
    const limited = { ...feed, max_age_days: 2 };
    const limit = NOW - 2 * 86_400_000;
    expect([limit, limit - 1, null].map((at) => isOverAge(at, limited, NOW))).toEqual([false, true, true]);
    expect([limit, limit - 1, null].map((at) => isOverAge(at, feed, NOW))).toEqual([false, false, false]);
  });

  test("that failed says why, and nothing of the payload", () => {
    const error = new FailedPoll("over_age");
    expect(error).toMatchObject({ name: "FailedPoll", reason: "over_age", message: "partner poll failed: over_age" });
  });
});
