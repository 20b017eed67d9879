import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runBatch } from "@/db/client";
import {
  selectOpenTransitions,
  selectSurfaceDays,
  selectTransitionsToClose,
  transitionsBySurface,
  upsertSurfaceDays,
} from "@/db/queries/surface-days";
import { DAY_MS } from "@/lib/core/engine/periods";
import { lastDays, startOfDay } from "@/lib/core/uptime/days";
import { closeDays } from "@/lib/core/uptime/packed-days";
import { logRows, type Row, startDatabase } from "../../support/database";
import { HOUR, t } from "../../unit/uptime/support";

let database: Awaited<ReturnType<typeof startDatabase>>;
beforeEach(async () => {
  database = await startDatabase();
}, 60_000);
afterEach(() => database.stop());

type Query = { toSQL: () => { sql: string; params: unknown[] } };
const prepare = (query: Query, prefix = "") => {
  const { sql, params } = query.toSQL();
  return database.d1.prepare(prefix + sql).bind(...params);
};
const rowsRead = async (query: Query) => (await prepare(query).all()).meta.rows_read;
const planOf = async (query: Query) =>
  (await prepare(query, "EXPLAIN QUERY PLAN ").all<{ detail: string }>()).results.map(({ detail }) => detail);

const NOW = t("20 12:00");
const MIDNIGHT = startOfDay(NOW);
const IDS = Array.from({ length: 3 }, (_, i) => `surface-${i}`);
const BY_SURFACE = "status_audit_log_surface_effective (surface_id=? AND effective_at";

/** So many days of four changes each, and two changes today. */
const eventful = (surfaceId: string, days: number): Row[] =>
  Array.from({ length: days * 4 + 2 }, (_, i) => ({
    surfaceId,
    at: MIDNIGHT - days * DAY_MS + i * 6 * HOUR + 1,
    state: i % 2 === 0 ? "OPERATIONAL" : "DOWN",
  }));

async function closeNight(): Promise<void> {
  const since = MIDNIGHT - 730 * DAY_MS;
  const told = transitionsBySurface(await selectTransitionsToClose(database.db, IDS, since));
  const packed = IDS.flatMap((surfaceId) => {
    const closed = closeDays(null, told.get(surfaceId) ?? [], NOW);
    return closed ? [{ surfaceId, ...closed }] : [];
  });
  await runBatch(database.db, upsertSurfaceDays(database.db, packed));
}

describe("what bars cost of D1", () => {
  test.each([1, 90, 730])(
    "is the same after %i days: seven rows a surface, and one for each change of today",
    async (days) => {
      for (const id of IDS) await logRows(database.d1, eventful(id, days));
      await closeNight();
      const open = selectOpenTransitions(database.db, lastDays(90, NOW).from);
      const read = (await rowsRead(selectSurfaceDays(database.db))) + (await rowsRead(open));
      expect(read).toBeLessThanOrEqual(IDS.length * (7 + 2));
      expect(await rowsRead(selectTransitionsToClose(database.db, IDS, 0))).toBeLessThanOrEqual(IDS.length * 25);
    },
  );

  test("is found by the index, and comes in its order", async () => {
    expect(await planOf(selectOpenTransitions(database.db, 0))).toEqual([
      "SCAN surface_state USING COVERING INDEX sqlite_autoindex_surface_state_1",
      "SEARCH surface_days USING INDEX sqlite_autoindex_surface_days_1 (surface_id=?) LEFT-JOIN",
      `SEARCH status_audit_log USING INDEX ${BY_SURFACE}>?)`,
      "CORRELATED SCALAR SUBQUERY 1",
      `SEARCH status_audit_log USING COVERING INDEX ${BY_SURFACE}<?)`,
    ]);
  });
});
