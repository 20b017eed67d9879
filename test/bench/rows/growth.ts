import { type Costs, measureCosts, VIEW_NAMES, type ViewName } from "../../integration/budgets/costs";
import type { Row } from "./row";

const DAYS = [1, 90, 730];
const SURFACES = [23, 100, 500];
const FREE_ROWS_A_DAY = 5_000_000;
const REBUILDS_A_DAY = 86_400 / 15;
const MOST_GROWTH = 1.02;
const MOST_OVER_LINEAR = 1.1;
/** A tick writes results as they arrive: in one batch more or less, each of which loads the surfaces anew. */
const MOST_TICKS_APART = 1.5;

/** Rows that D1 reads for each view and for a tick, by its own count: flat in history, linear in surfaces. */
export async function measureGrowth(): Promise<Row[]> {
  const inTime: Costs[] = [];
  const inWidth: Costs[] = [];
  for (const days of DAYS) inTime.push(await measureCosts({ surfaces: 23, days }));
  for (const surfaces of SURFACES.slice(1)) inWidth.push(await measureCosts({ surfaces, days: 90 }));
  const wide = [inTime[1] as Costs, ...inWidth];
  const viewRows = VIEW_NAMES.flatMap((name) => rowsOfView(name, inTime, wide));
  return [
    ...viewRows,
    ...rowsOfGrowth(
      "a tick",
      inTime.map(({ tick }) => tick),
      wide.map(({ tick }) => tick),
      MOST_TICKS_APART,
    ),
    ...rowsOfGrowth(
      "the nightly tick",
      inTime.map(({ night }) => night),
      wide.map(({ night }) => night),
      1,
    ),
    rebuiltRow((inTime.at(-1) as Costs).views["the front page"].rows),
  ];
}

function rowsOfView(name: ViewName, inTime: readonly Costs[], wide: readonly Costs[]): Row[] {
  const rowsIn = (costs: readonly Costs[]) => costs.map(({ views }) => views[name].rows);
  const trips = [...inTime, ...wide].map(({ views }) => views[name].trips);
  const most = Math.max(...trips);
  return [
    { what: `${name}: round trips`, found: String(most), target: "≤ 1", isMet: most <= 1, isBudget: true },
    ...rowsOfGrowth(name, rowsIn(inTime), rowsIn(wide), 1),
  ];
}

/** What is shown of the past is 90 days at most, so that growth is judged from there on. */
function rowsOfGrowth(name: string, inTime: number[], wide: number[], slack: number): Row[] {
  const [, after90 = 0, after730 = 0] = inTime;
  const [narrow = 0, ...wider] = wide;
  const isLinear = wider.every(
    (rows, i) => rows <= ((narrow * (SURFACES[i + 1] ?? 0)) / (SURFACES[0] ?? 1)) * MOST_OVER_LINEAR * slack,
  );
  return [
    {
      what: `${name}: rows read after ${DAYS.join(", ")} days, ${SURFACES[0]} surfaces`,
      found: inTime.join(", "),
      target: "flat beyond the 90 days that are shown",
      isMet: after730 <= after90 * MOST_GROWTH * slack + 5,
      isBudget: true,
    },
    {
      what: `${name}: rows read with ${SURFACES.join(", ")} surfaces, 90 days`,
      found: wide.join(", "),
      target: "at most linear",
      isMet: isLinear,
      isBudget: true,
    },
  ];
}

function rebuiltRow(rows: number): Row {
  const aDay = rows * REBUILDS_A_DAY;
  return {
    what: "the front page, built anew each 15 s for a day",
    found: `${(aDay / 1e6).toFixed(2)} M rows read`,
    target: `< ${FREE_ROWS_A_DAY / 1e6} M, D1's free quota`,
    isMet: aDay < FREE_ROWS_A_DAY,
    isBudget: true,
  };
}
