export const MARKET_STATES = ["open", "closed", "pre-market", "after-hours", "holiday"] as const;
export const MARKET_EVENTS = ["pre_market_open", "market_open", "market_close", "after_hours_close"] as const;

/** The exchange's clock at an instant, as the widget shows it; times are UTC, except that `et_now` and `holiday.date` are New York's (contract §14). */
export type MarketTime = {
  generated_at: string;
  utc_now: string;
  et_now: string;
  market_state: (typeof MARKET_STATES)[number];
  next_event: { event: (typeof MARKET_EVENTS)[number]; at: string };
  holiday: { name: string; date: string } | null;
};
