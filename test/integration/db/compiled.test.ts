import { and, eq, gte, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Db, openDb } from "@/db/client";
import { compiled } from "@/db/compiled";
import { surfaceState } from "@/db/schema/surfaces";
import { logRows, startDatabase } from "../../support/database";
import { t } from "../../unit/uptime/support";

let database: Awaited<ReturnType<typeof startDatabase>>;
beforeAll(async () => {
  database = await startDatabase();
  await logRows(database.d1, [
    { surfaceId: "a", at: t("20 12:00"), state: "DOWN" },
    { surfaceId: "b", at: t("20 12:00"), state: "OPERATIONAL" },
  ]);
  await database.d1
    .prepare(
      "UPDATE surface_state SET probe_recovering = 1, last_probe_ok = 0, pins = 7, version = version + 1 WHERE surface_id = 'b'",
    )
    .run();
}, 60_000);
afterAll(() => database.stop());

const all = (db: Db) => db.select().from(surfaceState);
const selectAll = compiled(all);
const selectOne = compiled(
  (db, id, pins) =>
    db
      .select({
        id: surfaceState.surfaceId,
        isRecovering: surfaceState.probeRecovering,
        twice: sql<number>`${surfaceState.pins} * 2`.as("twice"),
        text: sql<string>`${surfaceState.pins}`.mapWith(String),
      })
      .from(surfaceState)
      .where(and(eq(surfaceState.surfaceId, id), gte(surfaceState.pins, pins))),
  (id: string, pins: number) => [id, pins],
);

test("rows are those that Drizzle reads: flags, nulls and all", async () => {
  const rows = await selectAll(database.db);
  expect(rows).toEqual(await all(database.db));
  expect(rows.map(({ surfaceId, probeRecovering, lastProbeOk }) => [surfaceId, probeRecovering, lastProbeOk])).toEqual([
    ["a", false, null],
    ["b", true, false],
  ]);
});

test("expressions are read under their names, by whoever they name", async () => {
  expect(await selectOne(database.db, "b", 0)).toEqual([{ id: "b", isRecovering: true, twice: 14, text: "7" }]);
});

test("each call has its own values, in one batch and beside a select of Drizzle's", async () => {
  const { db } = database;
  const [a, own, b, none] = await db.batch([
    selectOne(db, "a", 0),
    all(db),
    selectOne(db, "b", 7),
    selectOne(db, "b", 8),
  ]);
  expect([a.map(({ id }) => id), own.length, b.map(({ id }) => id), none]).toEqual([["a"], 2, ["b"], []]);
  expect(selectOne(db, "b", 8).toSQL().params).toEqual(["b", 8]);
});

test("the database that is asked is the one that was given, and its failure is told", async () => {
  const gone = openDb({
    ...database.d1,
    prepare: (text: string) => database.d1.prepare(text.replace("surface_state", "no_such_table")),
    batch: database.d1.batch.bind(database.d1),
  } as unknown as typeof database.d1);
  await expect(selectAll(gone)).rejects.toThrow(/no_such_table/);
  expect(await selectAll(database.db)).toHaveLength(2);
});
