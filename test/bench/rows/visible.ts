import { get } from "../../support/http";
import type { BusyServer } from "../server/busy-server";
import type { BenchRun } from "./bench-run";
import type { Row } from "./row";

const API = "/api/status/public/surfaces";
const WRITES = 100;
const MOST_MS = 250;
const GIVE_UP_MS = 10_000;

/** How long after a write's 200 a path first showed it, and whether its next answer did. */
type Sight = { ms: number; isNext: boolean };

/** From the 200 of a write to the first page and the first API answer that show it. */
export async function measureVisible({ busy }: BenchRun): Promise<Row[]> {
  await busy.look();
  const page: Sight[] = [];
  const api: Sight[] = [];
  for (let i = 0; i < WRITES; i++) {
    const sights = await writeAndLook(busy, `Update ${i} of the bench.`);
    page.push(sights.page);
    api.push(sights.api);
  }
  return [...rowsOf("the page", page), ...rowsOf(API, api)];
}

/** Writes a note, then asks the page and the API at once until both show it. */
async function writeAndLook({ server, operator }: BusyServer, note: string): Promise<{ page: Sight; api: Sight }> {
  const { status } = await operator.pin("docs-raxx-app", "DEGRADED", { public_note: note });
  if (status !== 200) throw new Error(`update-surface answered ${status}`);
  const startedMs = performance.now();
  const lookAt = async (path: string): Promise<Sight> => {
    for (let i = 0; ; i++) {
      const { text } = await get(server, path);
      const ms = performance.now() - startedMs;
      if (text.includes(note)) return { ms, isNext: i === 0 };
      if (ms > GIVE_UP_MS) return { ms, isNext: false };
    }
  };
  const [page, api] = await Promise.all([lookAt("/"), lookAt(API)]);
  return { page, api };
}

function rowsOf(where: string, sights: readonly Sight[]): Row[] {
  const sorted = sights.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  const next = sights.filter(({ isNext }) => isNext).length;
  return [
    {
      what: `${where} shows a write`,
      found: `after ${at(0.5).toFixed(0)} ms (median), ${at(0.99).toFixed(0)} ms (p99)`,
      target: `p99 < ${MOST_MS} ms`,
      isMet: at(0.99) < MOST_MS,
    },
    {
      what: `${where} shows it in the next answer`,
      found: `${next} of ${sights.length}`,
      target: "all",
      isMet: next === sights.length,
      isBudget: true,
    },
  ];
}
