import { describe, expect, it } from "vitest";
import { get } from "../support/http";
import { operatorOf } from "../support/operator";
import { serverForFile } from "../support/server-for-file";
import { QUIET } from "../support/surfaces";

type MarketTime = {
  generated_at: string;
  utc_now: string;
  et_now: string;
  market_state: string;
  next_event: { event: string; at: string };
  holiday: { name: string; date: string } | null;
  issues?: { path: string }[];
};

const { server } = serverForFile({ env: QUIET });

const at = (instant: string) =>
  get<MarketTime>(
    server,
    `/api/internal/status/market-time?at=${encodeURIComponent(instant)}`,
    operatorOf(server).token,
  );

describe("the market's clock at", () => {
  it.each([
    [
      "the documented instant",
      "2026-04-28T14:30:00Z",
      "2026-04-28T10:30:00-04:00",
      "open",
      "market_close",
      "2026-04-28T20:00:00Z",
    ],
    [
      "the second before pre-market",
      "2026-04-28T07:59:59Z",
      "2026-04-28T03:59:59-04:00",
      "closed",
      "pre_market_open",
      "2026-04-28T08:00:00Z",
    ],
    [
      "pre-market's start",
      "2026-04-28T08:00:00Z",
      "2026-04-28T04:00:00-04:00",
      "pre-market",
      "market_open",
      "2026-04-28T13:30:00Z",
    ],
    ["the open", "2026-04-28T13:30:00Z", "2026-04-28T09:30:00-04:00", "open", "market_close", "2026-04-28T20:00:00Z"],
    [
      "the close",
      "2026-04-28T20:00:00Z",
      "2026-04-28T16:00:00-04:00",
      "after-hours",
      "after_hours_close",
      "2026-04-29T00:00:00Z",
    ],
    [
      "after-hours' end, tomorrow in UTC",
      "2026-04-29T00:00:00Z",
      "2026-04-28T20:00:00-04:00",
      "closed",
      "pre_market_open",
      "2026-04-29T08:00:00Z",
    ],
    [
      "a Saturday",
      "2026-04-25T12:00:00Z",
      "2026-04-25T08:00:00-04:00",
      "closed",
      "pre_market_open",
      "2026-04-27T08:00:00Z",
    ],
    [
      "a winter's morning",
      "2026-01-05T14:29:59Z",
      "2026-01-05T09:29:59-05:00",
      "pre-market",
      "market_open",
      "2026-01-05T14:30:00Z",
    ],
    [
      "an early close, the second before",
      "2026-11-27T17:59:59Z",
      "2026-11-27T12:59:59-05:00",
      "open",
      "market_close",
      "2026-11-27T18:00:00Z",
    ],
    [
      "an early close's after-hours",
      "2026-11-27T18:00:00Z",
      "2026-11-27T13:00:00-05:00",
      "after-hours",
      "after_hours_close",
      "2026-11-27T22:00:00Z",
    ],
    [
      "the weekend on which summer time begins",
      "2026-03-06T22:00:00-05:00",
      "2026-03-06T22:00:00-05:00",
      "closed",
      "pre_market_open",
      "2026-03-09T08:00:00Z",
    ],
  ])("%s", async (_, instant, et, state, event, next) => {
    const { status, body } = await at(instant);
    expect(status).toBe(200);
    const utc = new Date(instant).toISOString().replace(".000Z", "Z");
    expect(body).toEqual({
      generated_at: utc,
      utc_now: utc,
      et_now: et,
      market_state: state,
      next_event: { event, at: next },
      holiday: null,
    });
  });

  it.each([
    ["2026-07-03T15:00:00Z", "Independence Day", "2026-07-03", "2026-07-06T08:00:00Z"],
    ["2026-11-26T15:00:00Z", "Thanksgiving Day", "2026-11-26", "2026-11-27T09:00:00Z"],
    ["2026-12-25T05:00:00Z", "Christmas Day", "2026-12-25", "2026-12-28T09:00:00Z"],
    ["2026-04-03T12:00:00Z", "Good Friday", "2026-04-03", "2026-04-06T08:00:00Z"],
    ["2027-06-18T12:00:00Z", "Juneteenth", "2027-06-18", "2027-06-21T08:00:00Z"],
  ])("%s is a holiday: %s, observed on %s", async (instant, name, date, next) => {
    const { body } = await at(instant);
    expect(body.market_state).toBe("holiday");
    expect(body.holiday?.name).toContain(name.replace(" Day", ""));
    expect(body.holiday?.date).toBe(date);
    expect(body.next_event).toEqual({ event: "pre_market_open", at: next });
  });

  it("no instant is now, and nonsense is refused (422)", async () => {
    const { token } = operatorOf(server);
    const now = await get<MarketTime>(server, "/api/internal/status/market-time", token);
    expect(Math.abs(Date.parse(now.body.utc_now) - Date.now())).toBeLessThan(10_000);
    for (const nonsense of ["yesterday", "", "2026-13-01T00:00:00Z", "2026-04-28"]) {
      const { status, body } = await at(nonsense);
      expect([nonsense, status, body.issues?.map(({ path }) => path)]).toEqual([nonsense, 422, ["at"]]);
    }
  });
});
