import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runBatch } from "@/db/client";
import {
  selectOpenTransitions,
  selectSurfaceDays,
  selectTransitionsSince,
  selectTransitionsToClose,
  toPackedRow,
  transitionsBySurface,
  upsertSurfaceDays,
} from "@/db/queries/surface-days";
import { DAY_MS } from "@/lib/core/engine/periods";
import { cutDays, lastDays, startOfDay } from "@/lib/core/uptime/days";
import { closeDays, recentDays } from "@/lib/core/uptime/packed-days";
import { logRows, type Row, startDatabase } from "../../support/database";
import fc from "../../support/fast-check";
import { HOUR, logs, MINUTE, t, transition, transitionsFrom } from "../../unit/uptime/support";

let database: Awaited<ReturnType<typeof startDatabase>>;
beforeAll(async () => {
  database = await startDatabase();
}, 60_000);
afterAll(() => database.stop());

const NEVER = t("01 00:00") - 730 * DAY_MS;
let surfaces = 0;
const newSurface = () => `surface-${++surfaces}`;
const rowsOf = (surfaceId: string, ...texts: string[]): Row[] =>
  texts.map((text) => ({ surfaceId, ...transition(text) }));
const write = (...rows: Row[]) => logRows(database.d1, rows);
const keep = (surfaceId: string, closedTo: string, ...entries: string[]) =>
  runBatch(
    database.db,
    upsertSurfaceDays(database.db, [{ surfaceId, closedTo: t(closedTo), days: JSON.stringify(entries) }]),
  );
const kept = async (id: string) =>
  (await selectSurfaceDays(database.db)).map(toPackedRow).find((r) => r.surfaceId === id) ?? null;
const openOf = async (id: string, since: number) =>
  transitionsBySurface(await selectOpenTransitions(database.db, since)).get(id) ?? [];
const toCloseOf = async (id: string, since = NEVER) =>
  transitionsBySurface(await selectTransitionsToClose(database.db, [id], since)).get(id) ?? [];
/** As `logRows` writes them: found by the prober, without a ticket. */
const log = (...texts: string[]) => texts.map(transition);

/** The nightly job of one surface. */
async function closeOn(id: string, now: number): Promise<void> {
  const closed = closeDays(await kept(id), await toCloseOf(id), now);
  if (closed) await runBatch(database.db, upsertSurfaceDays(database.db, [{ surfaceId: id, ...closed }]));
}

describe("open transitions", () => {
  test("of a surface that was never closed are those since the midnight asked for, led by the one in force", async () => {
    const id = newSurface();
    await write(...rowsOf(id, "01 06:00 UNKNOWN", "02 06:00 DOWN", "04 06:00 OPERATIONAL"));
    expect(await openOf(id, t("01 00:00"))).toEqual(log("01 06:00 UNKNOWN", "02 06:00 DOWN", "04 06:00 OPERATIONAL"));
    expect(await openOf(id, t("03 00:00"))).toEqual(log("03 00:00 DOWN", "04 06:00 OPERATIONAL"));
    expect(await openOf(id, t("09 00:00"))).toEqual(log("09 00:00 OPERATIONAL"));
  });

  test("are those since its days were closed, where that is later", async () => {
    const id = newSurface();
    await write(...rowsOf(id, "01 06:00 UNKNOWN", "02 06:00 DOWN", "04 06:00 OPERATIONAL", "05 00:00 DEGRADED"));
    await keep(id, "04 00:00", "-", "D", "D");
    expect(await openOf(id, NEVER)).toEqual(log("04 00:00 DOWN", "04 06:00 OPERATIONAL", "05 00:00 DEGRADED"));
    expect(await openOf(id, t("05 00:00"))).toEqual(log("05 00:00 DEGRADED"));
  });

  test("at one instant come in the order of the log", async () => {
    const id = newSurface();
    await write(
      ...rowsOf(id, "01 06:00 UNKNOWN", "02 06:00 DOWN", "02 06:00 DEGRADED", "04 06:00 PARTIAL", "04 06:00 DOWN"),
    );
    expect(await openOf(id, t("03 00:00"))).toEqual(
      log("03 00:00 DOWN", "03 00:00 DEGRADED", "04 06:00 PARTIAL", "04 06:00 DOWN"),
    );
  });

  test("know at once what was written late, though its day is closed", async () => {
    const id = newSurface();
    await write(...rowsOf(id, "01 06:00 OPERATIONAL"));
    await keep(id, "04 00:00", "O");
    await write({ surfaceId: id, ...transition("03 22:00 UNKNOWN"), written: t("04 08:00") });
    expect(await openOf(id, NEVER)).toEqual(log("04 00:00 UNKNOWN"));
  });
});

describe("transitions to close days with", () => {
  test("begin where the days were closed", async () => {
    const id = newSurface();
    await write(...rowsOf(id, "01 06:00 UNKNOWN", "03 06:00 DOWN", "04 06:00 OPERATIONAL"));
    await keep(id, "04 00:00", "-", "U", "D");
    expect(await toCloseOf(id)).toEqual(log("04 00:00 DOWN", "04 06:00 OPERATIONAL"));
  });

  test("begin on the earliest day that a row written since has touched", async () => {
    const id = newSurface();
    await write(...rowsOf(id, "01 06:00 OPERATIONAL", "02 06:00 DOWN"));
    await keep(id, "05 00:00", "-", "O", "D", "D");
    await write({ surfaceId: id, ...transition("03 22:00 UNKNOWN"), written: t("05 08:00") });
    expect(await toCloseOf(id)).toEqual(log("03 00:00 DOWN", "03 22:00 UNKNOWN"));
  });

  test("go no further back than days are kept, and are those of the surfaces asked for", async () => {
    const [id, other] = [newSurface(), newSurface()];
    await write(...rowsOf(id, "01 06:00 UNKNOWN", "04 06:00 DOWN"), ...rowsOf(other, "01 06:00 UNKNOWN"));
    expect(await toCloseOf(id, t("03 00:00"))).toEqual(log("03 00:00 UNKNOWN", "04 06:00 DOWN"));
    const rows = await selectTransitionsToClose(database.db, [id], NEVER);
    expect([...transitionsBySurface(rows).keys()]).toEqual([id]);
  });
});

test("all transitions since a midnight are told, closed days or not", async () => {
  const id = newSurface();
  await write(...rowsOf(id, "01 06:00 UNKNOWN", "02 06:00 DOWN", "04 06:00 OPERATIONAL"));
  await keep(id, "05 00:00", "-", "D", "D", "O");
  expect(transitionsBySurface(await selectTransitionsSince(database.db, t("02 00:00"))).get(id)).toEqual(
    log("02 00:00 UNKNOWN", "02 06:00 DOWN", "04 06:00 OPERATIONAL"),
  );
});

test("packed days are replaced by newer ones, and never by older ones", async () => {
  const id = newSurface();
  await keep(id, "04 00:00", "O");
  await keep(id, "05 00:00", "O", "D");
  await keep(id, "04 00:00", "P");
  expect(await kept(id)).toEqual({ surfaceId: id, closedTo: t("05 00:00"), days: '["O","D"]' });
});

test("the rows of many surfaces are written in few statements", async () => {
  const rows = Array.from({ length: 45 }, () => ({ surfaceId: newSurface(), closedTo: t("04 00:00"), days: '["O"]' }));
  const statements = upsertSurfaceDays(database.db, rows);
  expect(statements).toHaveLength(3);
  await runBatch(database.db, statements);
  const written = (await selectSurfaceDays(database.db)).map(toPackedRow);
  expect(written).toEqual(expect.arrayContaining(rows));
  expect(upsertSurfaceDays(database.db, [])).toEqual([]);
});

test("night after night, bars are what the whole log tells, rows that came late included", async () => {
  await fc.assert(
    fc.asyncProperty(
      logs,
      fc.array(fc.integer({ min: 0, max: 3 * DAY_MS }), { maxLength: 8 }),
      async (whole, delays) => {
        const id = newSurface();
        let written = 0;
        const rows = whole.slice(0, 12).map((row, i): Row & { written: number } => {
          written = Math.max(written, row.at + (delays[i] ?? 0));
          return { surfaceId: id, ...row, written };
        });
        let done = 0;
        const end = startOfDay(written) + DAY_MS;
        for (let midnight = t("02 00:00"); midnight <= end; midnight += 2 * DAY_MS) {
          const due = rows.filter((row) => row.written >= done && row.written < midnight + 3 * HOUR);
          done = midnight + 3 * HOUR;
          if (due.length > 0) await write(...due);
          await closeOn(id, midnight + 3 * HOUR + 15 * MINUTE);
        }
        await write(...rows.filter((row) => row.written >= done));
        await closeOn(id, end + DAY_MS);
        const range = lastDays(20, end + DAY_MS + HOUR);
        const timeline = await openOf(id, range.from);
        expect(recentDays({ packed: await kept(id), timeline }, range)).toEqual(
          cutDays(transitionsFrom(rows, NEVER), range),
        );
      },
    ),
    { numRuns: 10 },
  );
}, 60_000);
