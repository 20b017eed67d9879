import { describe, expect, test } from "vitest";
import { marketTime } from "@/lib/core/market/market-time";
import { MarketTime } from "@/lib/schemas/public";

function at(time: string): MarketTime {
  return MarketTime.parse(marketTime(Date.parse(time)));
}

test("a trading afternoon reads as the documented example", () => {
  expect(at("2026-04-28T14:30:00Z")).toEqual({
    generated_at: "2026-04-28T14:30:00Z",
    utc_now: "2026-04-28T14:30:00Z",
    et_now: "2026-04-28T10:30:00-04:00",
    market_state: "open",
    next_event: { event: "market_close", at: "2026-04-28T20:00:00Z" },
    holiday: null,
  });
});

test("milliseconds are cut, never rounded up into the next second", () => {
  const { utc_now, et_now, market_state } = at("2026-04-28T13:29:59.999Z");
  expect({ utc_now, et_now, market_state }).toEqual({
    utc_now: "2026-04-28T13:29:59Z",
    et_now: "2026-04-28T09:29:59-04:00",
    market_state: "pre-market",
  });
});

describe.each([
  {
    day: "a regular day",
    boundaries: [
      ["2026-04-28T03:59:59-04:00", "closed", "pre_market_open", "2026-04-28T08:00:00Z"],
      ["2026-04-28T04:00:00-04:00", "pre-market", "market_open", "2026-04-28T13:30:00Z"],
      ["2026-04-28T09:29:59-04:00", "pre-market", "market_open", "2026-04-28T13:30:00Z"],
      ["2026-04-28T09:30:00-04:00", "open", "market_close", "2026-04-28T20:00:00Z"],
      ["2026-04-28T15:59:59-04:00", "open", "market_close", "2026-04-28T20:00:00Z"],
      ["2026-04-28T16:00:00-04:00", "after-hours", "after_hours_close", "2026-04-29T00:00:00Z"],
      ["2026-04-28T19:59:59-04:00", "after-hours", "after_hours_close", "2026-04-29T00:00:00Z"],
      ["2026-04-28T20:00:00-04:00", "closed", "pre_market_open", "2026-04-29T08:00:00Z"],
    ],
  },
  {
    day: "an early-close day",
    boundaries: [
      ["2026-11-27T04:00:00-05:00", "pre-market", "market_open", "2026-11-27T14:30:00Z"],
      ["2026-11-27T09:30:00-05:00", "open", "market_close", "2026-11-27T18:00:00Z"],
      ["2026-11-27T12:59:59-05:00", "open", "market_close", "2026-11-27T18:00:00Z"],
      ["2026-11-27T13:00:00-05:00", "after-hours", "after_hours_close", "2026-11-27T22:00:00Z"],
      ["2026-11-27T16:59:59-05:00", "after-hours", "after_hours_close", "2026-11-27T22:00:00Z"],
      ["2026-11-27T17:00:00-05:00", "closed", "pre_market_open", "2026-11-30T09:00:00Z"],
    ],
  },
  {
    day: "the weekend in which daylight saving starts",
    boundaries: [
      ["2026-03-06T20:00:00-05:00", "closed", "pre_market_open", "2026-03-09T08:00:00Z"],
      ["2026-03-08T01:59:59-05:00", "closed", "pre_market_open", "2026-03-09T08:00:00Z"],
      ["2026-03-08T03:00:00-04:00", "closed", "pre_market_open", "2026-03-09T08:00:00Z"],
      ["2026-03-09T09:30:00-04:00", "open", "market_close", "2026-03-09T20:00:00Z"],
    ],
  },
  {
    day: "the weekend in which daylight saving ends",
    boundaries: [
      ["2026-10-30T20:00:00-04:00", "closed", "pre_market_open", "2026-11-02T09:00:00Z"],
      ["2026-11-01T01:30:00-04:00", "closed", "pre_market_open", "2026-11-02T09:00:00Z"],
      ["2026-11-01T01:30:00-05:00", "closed", "pre_market_open", "2026-11-02T09:00:00Z"],
      ["2026-11-02T09:30:00-05:00", "open", "market_close", "2026-11-02T21:00:00Z"],
    ],
  },
])("$day", ({ boundaries }) => {
  test.each(boundaries)("at %s it is %s, and next comes %s at %s", (time, state, event, eventAt) => {
    const { et_now, market_state, next_event, holiday } = at(time);
    expect({ et_now, market_state, next_event, holiday }).toEqual({
      et_now: time,
      market_state: state,
      next_event: { event, at: eventAt },
      holiday: null,
    });
  });
});

describe("a holiday", () => {
  const independenceDay = { name: "Independence Day", date: "2026-07-03" };

  test.each([
    ["2026-07-02T23:59:59-04:00", "closed", null],
    ["2026-07-03T00:00:00-04:00", "holiday", independenceDay],
    ["2026-07-03T11:00:00-04:00", "holiday", independenceDay],
    ["2026-07-03T23:59:59-04:00", "holiday", independenceDay],
    ["2026-07-04T00:00:00-04:00", "closed", null],
    ["2026-07-05T12:00:00-04:00", "closed", null],
  ])("lasts for the whole New York day and is over on the weekend: %s", (time, state, holiday) => {
    const clock = at(time);
    expect(clock.market_state).toBe(state);
    expect(clock.holiday).toEqual(holiday);
    expect(clock.next_event).toEqual({ event: "pre_market_open", at: "2026-07-06T08:00:00Z" });
  });

  test("on a Monday ends a long weekend", () => {
    expect(at("2026-09-04T20:00:00-04:00").next_event.at).toBe("2026-09-08T08:00:00Z");
    expect(at("2026-09-07T12:00:00-04:00")).toMatchObject({
      market_state: "holiday",
      holiday: { name: "Labor Day", date: "2026-09-07" },
      next_event: { event: "pre_market_open", at: "2026-09-08T08:00:00Z" },
    });
  });

  test("on a Friday after the year's end leads over two years into Monday", () => {
    expect(at("2026-12-31T20:00:00-05:00").next_event.at).toBe("2027-01-04T09:00:00Z");
    expect(at("2027-01-01T00:00:00-05:00")).toMatchObject({
      utc_now: "2027-01-01T05:00:00Z",
      market_state: "holiday",
      holiday: { name: "New Year's Day", date: "2027-01-01" },
      next_event: { event: "pre_market_open", at: "2027-01-04T09:00:00Z" },
    });
  });

  test("on a Saturday New Year's Day is a plain closed weekend after a full Friday", () => {
    expect(at("2027-12-31T15:00:00-05:00")).toMatchObject({ market_state: "open", holiday: null });
    expect(at("2028-01-01T12:00:00-05:00")).toMatchObject({ market_state: "closed", holiday: null });
  });

  test("special closures count as holidays under their own name", () => {
    expect(at("2025-01-09T12:00:00-05:00")).toMatchObject({
      market_state: "holiday",
      holiday: { name: "National Day of Mourning for President Jimmy Carter", date: "2025-01-09" },
      next_event: { event: "pre_market_open", at: "2025-01-10T09:00:00Z" },
    });
    expect(at("2001-09-11T08:46:00-04:00")).toMatchObject({
      market_state: "holiday",
      next_event: { event: "pre_market_open", at: "2001-09-17T08:00:00Z" },
    });
  });
});
