import { beforeAll, describe, expect, test } from "vitest";
import { type Costs, measureCosts, VIEW_NAMES } from "./costs";

/** D1's free quota of rows read in a day (contract §18.4), and how often the edge builds a page anew at most. */
const FREE_ROWS_A_DAY = 5_000_000;
const REBUILDS_A_DAY = 86_400 / 15;

let young: Costs;
let old: Costs;
let wide: Costs;
// The bench measures two years and 500 surfaces: `npm run bench -- --only growth`.
beforeAll(async () => {
  young = await measureCosts({ surfaces: 23, days: 90 });
  old = await measureCosts({ surfaces: 23, days: 270 });
  wide = await measureCosts({ surfaces: 46, days: 90 });
  if (process.env.SHOW_COST) console.log(JSON.stringify({ young, old, wide }, null, 2));
}, 240_000);

describe.each(VIEW_NAMES)("%s", (name) => {
  test("is one round trip to D1, whatever the size", () => {
    expect([young, old, wide].map(({ views }) => views[name].trips)).toEqual([1, 1, 1]);
  });

  test("reads no more rows after 270 days than after 90 days", () => {
    expect(old.views[name].rows).toBeLessThanOrEqual(young.views[name].rows * FLAT + 5);
  });

  test("reads at most as many times the rows as there are times the surfaces", () => {
    expect(wide.views[name].rows).toBeLessThanOrEqual(young.views[name].rows * LINEAR);
  });
});

/** Edges of days and months fall a few rows differently. */
const FLAT = 1.02;
const LINEAR = (46 / 23) * 1.1;

describe("a tick", () => {
  test("reads no more rows after 270 days than after 90 days, at night too", () => {
    expect(old.tick).toBeLessThanOrEqual(young.tick * TICKS_APART);
    expect(old.night).toBeLessThanOrEqual(young.night * 1.05);
  });

  test("reads at most as many times the rows as there are times the surfaces", () => {
    expect(wide.tick).toBeLessThanOrEqual(young.tick * LINEAR * TICKS_APART);
  });
});

/** How long the edge shows a document of the full history before it is built anew (contract §9.1). */
const FRESH_OF_PAST_S = 90;

/** Results are written as they arrive: in one batch more or less, each of which loads the surfaces anew. */
const TICKS_APART = 1.5;

test("the front page, built anew each 15 s for a day, stays within D1's free reads", () => {
  expect(young.views["the front page"].rows * REBUILDS_A_DAY).toBeLessThan(FREE_ROWS_A_DAY);
  expect(old.views["the front page"].rows * REBUILDS_A_DAY).toBeLessThan(FREE_ROWS_A_DAY);
});

test("so do the page, the surfaces and badges, each as often as the edge asks; with feeds and Statuspage's summary", () => {
  for (const { views } of [young, old]) {
    const now = views["the front page"].rows + 2 * views["/api/status/public/surfaces, badges"].rows;
    expect(now * REBUILDS_A_DAY).toBeLessThan(FREE_ROWS_A_DAY);
    const past = 2 * views["feeds, Statuspage routes"].rows;
    expect(now * REBUILDS_A_DAY + past * (86_400 / FRESH_OF_PAST_S)).toBeLessThan(FREE_ROWS_A_DAY);
  }
});
