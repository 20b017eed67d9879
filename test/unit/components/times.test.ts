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
    expect(isUtcThere(english, "2026-01-28T13:55:00Z", "Europe/London")).toBe(true);
    expect(isUtcThere(english, "2026-04-28T13:55:00Z", "Europe/London")).toBe(false);
  });
});

describe("a range", () => {
  const text = (from: string, to: string, zone: string, now?: string) =>
    rangeText(english, { from, to, now: now === undefined ? now : Date.parse(now) }, zone);

  it("names its day once, or both", () => {
    expect(text("2026-04-25T10:15:00Z", "2026-04-25T11:42:00Z", UTC)).toBe("Apr 25, 10:15 – 11:42 UTC");
    expect(text("2026-04-25T22:15:00Z", "2026-04-26T01:42:00Z", UTC)).toBe("Apr 25, 22:15 – Apr 26, 01:42 UTC");
  });

  it("has a zone at each end where the clocks change between them", () => {
    expect(text("2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", NEW_YORK)).toBe("Nov 1, 01:30 EDT – 01:30 EST");
    expect(text("2026-10-31T10:00:00Z", "2026-11-01T10:00:00Z", NEW_YORK)).toBe("Oct 31, 06:00 EDT – Nov 1, 05:00 EST");
  });

  it("has a year at each end where they, or the present, are in different ones", () => {
    expect(text("2026-12-31T22:00:00Z", "2027-01-01T01:00:00Z", UTC)).toBe(
      "Dec 31, 2026, 22:00 – Jan 1, 2027, 01:00 UTC",
    );
    expect(text("2026-12-31T22:00:00Z", "2027-01-01T01:00:00Z", NEW_YORK)).toBe("Dec 31, 17:00 – 20:00 EST");
    expect(text("2026-04-25T10:00:00Z", "2027-04-25T11:00:00Z", UTC)).toBe(
      "Apr 25, 2026, 10:00 – Apr 25, 2027, 11:00 UTC",
    );
    expect(text("2027-04-25T10:00:00Z", "2027-04-25T11:00:00Z", UTC, "2026-11-01T00:00:00Z")).toBe(
      "Apr 25, 2027, 10:00 – 11:00 UTC",
    );
  });

  it("is short in UTC beside the reader's where the days agree", () => {
    const beside = (from: string, to: string) => utcRangeBeside(english, { from, to }, NEW_YORK);
    expect(beside("2026-04-25T14:15:00Z", "2026-04-25T15:42:00Z")).toBe("14:15 – 15:42 UTC");
    expect(beside("2026-04-25T23:15:00Z", "2026-04-26T01:42:00Z")).toBe("Apr 25, 23:15 – Apr 26, 01:42 UTC");
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
