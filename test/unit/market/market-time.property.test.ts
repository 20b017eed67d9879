import { expect, test } from "vitest";
import { marketTime } from "@/lib/core/market/market-time";
import { MarketTime } from "@/lib/schemas/public";
import fc from "../../support/fast-check";

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

const instants = fc.integer({ min: Date.parse("1954-01-01T00:00:00Z"), max: Date.parse("2200-01-01T00:00:00Z") });
// Half of the instants lie around Christmas and New Year's Day, where most rules meet.
const yearEnds = fc
  .tuple(fc.integer({ min: 1954, max: 2199 }), fc.integer({ min: 0, max: 14 * DAY_MS }))
  .map(([year, offsetMs]) => Date.parse(`${year}-12-22T00:00:00Z`) + offsetMs);
const moments = fc.oneof(instants, yearEnds);
const runs = { numRuns: 2000 };

const NEXT_AFTER: Record<MarketTime["market_state"], MarketTime["next_event"]["event"]> = {
  "pre-market": "market_open",
  open: "market_close",
  "after-hours": "after_hours_close",
  closed: "pre_market_open",
  holiday: "pre_market_open",
};
const STATE_AFTER: Record<MarketTime["next_event"]["event"], MarketTime["market_state"]> = {
  pre_market_open: "pre-market",
  market_open: "open",
  market_close: "after-hours",
  after_hours_close: "closed",
};

function newYorkDay(clock: MarketTime): string {
  return clock.et_now.slice(0, 10);
}

test("every answer has the public shape, and its three clocks show one whole second", () => {
  fc.assert(
    fc.property(moments, (now) => {
      const clock = MarketTime.parse(marketTime(now));
      const second = Math.floor(now / SECOND_MS) * SECOND_MS;
      expect([clock.utc_now, clock.generated_at, clock.et_now].map((time) => Date.parse(time))).toEqual([
        second,
        second,
        second,
      ]);
    }),
    runs,
  );
});

test("the next event lies after now, within a week, and is the one that ends the present state", () => {
  fc.assert(
    fc.property(moments, (now) => {
      const { market_state, next_event } = marketTime(now);
      const wait = Date.parse(next_event.at) - now;
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThan(7 * DAY_MS);
      expect(next_event.event).toBe(NEXT_AFTER[market_state]);
    }),
    runs,
  );
});

test("a holiday is named exactly while the state says so, and on its own New York day", () => {
  fc.assert(
    fc.property(moments, (now) => {
      const clock = marketTime(now);
      expect(clock.holiday !== null).toBe(clock.market_state === "holiday");
      if (clock.holiday) expect(clock.holiday.date).toBe(newYorkDay(clock));
    }),
    runs,
  );
});

test("until the next event nothing changes, except that holidays come and go at midnight in New York", () => {
  fc.assert(
    fc.property(moments, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (now, share) => {
      const clock = marketTime(now);
      const wait = Date.parse(clock.next_event.at) - now;
      const later = marketTime(now + Math.floor(share * wait));
      expect(later.next_event).toEqual(clock.next_event);
      if (later.market_state === clock.market_state) return;
      expect([later.market_state, clock.market_state]).toContain("holiday");
      expect(newYorkDay(later)).not.toBe(newYorkDay(clock));
    }),
    runs,
  );
});

test("the next event happens at its very instant and not a millisecond before", () => {
  fc.assert(
    fc.property(moments, (now) => {
      const { next_event } = marketTime(now);
      const eventMs = Date.parse(next_event.at);
      expect(marketTime(eventMs - 1).next_event).toEqual(next_event);
      expect(marketTime(eventMs).market_state).toBe(STATE_AFTER[next_event.event]);
      expect(marketTime(eventMs).next_event).not.toEqual(next_event);
    }),
    runs,
  );
});
