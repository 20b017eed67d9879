import { describe, expect, it } from "vitest";
import { durationText, updatedText } from "@/components/status/age";
import { clockOffsetMs } from "@/components/status/server-clock";
import {
  isUtcThere,
  momentText,
  NEW_YORK,
  rangeText,
  UTC,
  utcBeside,
  utcRangeBeside,
} from "@/components/status/time-format";
import { english } from "./english";

const minutes = (count: number) => count * 60_000;

describe("a length of time", () => {
  it.each([
    [-5_000, "1 s"],
    [300, "1 s"],
    [40_999, "40 s"],
    [minutes(1), "1 min"],
    [minutes(59.9), "59 min"],
    [minutes(60), "1 h"],
    [minutes(87), "1 h 27 min"],
    [minutes(60 * 24), "1 d"],
    [minutes(60 * 52 + 59), "2 d 4 h"],
  ])("of %d ms reads %s", (ms, text) => {
    expect(durationText(english, ms)).toBe(text);
  });

  it("is just now under five seconds, and for a clock that runs behind", () => {
    expect(updatedText(english, -60_000)).toBe("Updated just now");
    expect(updatedText(english, 4_999)).toBe("Updated just now");
    expect(updatedText(english, 40_000)).toBe("Updated 40 s ago");
  });
});

describe("a moment", () => {
  it("is written in its zone", () => {
    expect(momentText(english, "2026-04-28T13:55:00Z", UTC)).toBe("Apr 28, 13:55 UTC");
    expect(momentText(english, "2026-04-28T13:55:00Z", UTC, true)).toBe("Apr 28, 2026, 13:55 UTC");
    expect(momentText(english, "2026-04-28T00:05:00Z", NEW_YORK)).toBe("Apr 27, 20:05 EDT");
    expect(momentText(english, "2026-04-28T00:00:00Z", UTC)).toBe("Apr 28, 00:00 UTC");
  });

  it("repeats the date in UTC only where it differs", () => {
    expect(utcBeside(english, "2026-04-28T13:55:00Z", NEW_YORK)).toBe("13:55 UTC");
    expect(utcBeside(english, "2026-04-28T00:05:00Z", NEW_YORK)).toBe("Apr 28, 00:05 UTC");
  });

  it("needs no second reading where the reader's clock shows UTC", () => {
    expect(isUtcThere(english, "2026-04-28T13:55:00Z", "UTC")).toBe(true);
    expect(isUtcThere(english, "2026-04-28T13:55:00Z", "Europe/Berlin")).toBe(false);
  });
});

describe("a range", () => {
  it("names its day once, or both", () => {
    expect(rangeText(english, "2026-04-25T10:15:00Z", "2026-04-25T11:42:00Z", UTC)).toBe("Apr 25, 10:15 – 11:42 UTC");
    expect(rangeText(english, "2026-04-25T22:15:00Z", "2026-04-26T01:42:00Z", UTC)).toBe(
      "Apr 25, 22:15 – Apr 26, 01:42 UTC",
    );
  });

  it("is short in UTC beside the reader's where the days agree", () => {
    expect(utcRangeBeside(english, "2026-04-25T14:15:00Z", "2026-04-25T15:42:00Z", NEW_YORK)).toBe("14:15 – 15:42 UTC");
    expect(utcRangeBeside(english, "2026-04-25T23:15:00Z", "2026-04-26T01:42:00Z", NEW_YORK)).toBe(
      "Apr 25, 23:15 – Apr 26, 01:42 UTC",
    );
  });
});

describe("the server's clock", () => {
  const now = Date.parse("2026-04-28T14:30:00Z");
  const header = (offsetMs: number) => new Date(now + offsetMs).toUTCString();

  it("is the reader's where caching alone explains the difference, or the server says nothing", () => {
    expect(clockOffsetMs(header(-90_000), now)).toBe(0);
    expect(clockOffsetMs(header(2_000), now)).toBe(0);
    expect(clockOffsetMs(null, now)).toBe(0);
    expect(clockOffsetMs("nonsense", now)).toBe(0);
  });

  it("corrects a reader's clock that is plainly wrong", () => {
    expect(clockOffsetMs(header(-minutes(10)), now)).toBe(-minutes(10));
    expect(clockOffsetMs(header(minutes(3)), now)).toBe(minutes(3));
  });
});
