import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FREESCOUT_KEY, type Freescout, startFreescout } from "../../fakes/freescout";
import { iso } from "../../support/http";
import { type Operator, operatorOf } from "../../support/operator";
import { dumpTables, incidentOfTicket, updatesOf } from "../../support/records";
import type { TestServer } from "../../support/server";
import { startManySurfaces } from "../../support/surfaces";
import { DAY_MS, jobsOf, MINUTE_MS, minutesOf, NIGHT_MS, nextAt, type ProbeRow } from "./minutes";

/** 03:15 of the night to come. */
const NIGHT = nextAt(DAY_MS, NIGHT_MS);
const MIDNIGHT = NIGHT - NIGHT_MS;
const HOUR_MS = 60 * MINUTE_MS;

let freescout: Freescout;
let server: TestServer;
let operator: Operator;

beforeAll(async () => {
  freescout = await startFreescout();
  server = await startManySurfaces({ env: { FREESCOUT_API_URL: freescout.url, FREESCOUT_API_KEY: FREESCOUT_KEY } });
  operator = operatorOf(server);
});
afterAll(() => Promise.all([server, freescout].map((each) => each.stop())));

/** What the nightly job reads and writes. */
const TABLES = [
  "status_incidents",
  "status_incidents_archive",
  "probe_results",
  "probe_days",
  "ops_memory",
  "cron_runs",
];
beforeEach(async () => {
  for (const table of TABLES) await server.sql(`DELETE FROM ${table}`);
});

const seconds = (ms: number) => `${iso(ms).slice(0, 19)}Z`;
const day = (ms: number) => iso(ms).slice(0, 10);

/** An incident of ticket `id`, resolved so many days before the night; null leaves it open. */
const incident = (id: number, daysBefore: number | null, openedDaysBefore = 60) =>
  server.sql(
    `INSERT INTO status_incidents (incident_key, surface_id, opened_at, resolved_at, public_note, freescout_ticket_id, severity, created_at, updated_at)
     VALUES ('ticket:' || ?1, 'plain-1', ?2, ?3, 'Note ' || ?1, CAST(?1 AS INTEGER), 'down', ?2, ?2)`,
    ...[
      String(id),
      iso(NIGHT - openedDaysBefore * DAY_MS),
      daysBefore === null ? null : iso(NIGHT - daysBefore * DAY_MS),
    ],
  );

/** A raw result, so many hours from midnight. */
const result = (hours: number, { ok = 1, ms = 100 as number | null, surface = "probed-1", minute = 0 } = {}) =>
  server.sql(
    "INSERT INTO probe_results (checked_at, surface_id, ok, latency_ms) VALUES (?, ?, ?, ?)",
    ...[iso(MIDNIGHT + hours * HOUR_MS + minute * MINUTE_MS), surface, ok, ms],
  );

const idsIn = async (table: string) =>
  (await server.sql<{ id: number }>(`SELECT freescout_ticket_id AS id FROM ${table} ORDER BY 1`)).map(({ id }) => id);
const rawTimes = async () =>
  (await server.sql<ProbeRow>("SELECT * FROM probe_results ORDER BY checked_at")).map((row) => row.checked_at);
const packed = () => server.sql<Record<string, unknown>>("SELECT * FROM probe_days ORDER BY day, surface_id");

describe("the night's work", () => {
  it("is done at 03:15 UTC, not before, and once", async () => {
    await server.tick(MIDNIGHT - MINUTE_MS); // what earlier nights have left, if this day's was never done
    await incident(1, 31);
    for (const at of [MIDNIGHT, NIGHT - MINUTE_MS]) await server.tick(at);
    expect(await idsIn("status_incidents_archive")).toEqual([]);
    await server.tick(NIGHT);
    expect((await jobsOf(server, NIGHT)).retention).toMatchObject({ ok: true, due: 1, incidents_archived: 1 });
    await incident(2, 31);
    await server.tick(NIGHT + MINUTE_MS);
    expect(await idsIn("status_incidents_archive")).toEqual([1]);
    await server.tick(NIGHT + DAY_MS);
    expect(await idsIn("status_incidents_archive")).toEqual([1, 2]);
  });

  it("that was missed is done at the next tick of the day", async () => {
    await incident(1, 31);
    await server.tick(NIGHT + 7 * HOUR_MS);
    expect(await idsIn("status_incidents_archive")).toEqual([1]);
  });
});

describe("incidents", () => {
  it("that were resolved over 30 days ago go to the archive whole; open ones and younger ones stay", async () => {
    const cases: [number, number | null][] = [
      [1, 31],
      [2, 30.01],
      [3, 29.9],
      [4, 1],
      [5, null],
    ];
    for (const [id, resolved] of cases) await incident(id, resolved);
    const before = await server.sql("SELECT * FROM status_incidents ORDER BY id");
    await server.tick(NIGHT);
    expect([await idsIn("status_incidents_archive"), await idsIn("status_incidents")]).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    expect(await server.sql("SELECT * FROM status_incidents_archive ORDER BY id")).toEqual(before.slice(0, 2));
  });

  it("in /incidents are the same before and after", async () => {
    for (const [id, resolved] of [
      [1, 33],
      [2, 28],
      [3, 2],
      [4, null],
    ] as const)
      await incident(id, resolved);
    const before = await operator.incidents();
    expect(before.map(({ public_note }) => public_note).sort()).toEqual(["Note 2", "Note 3"]);
    await server.tick(NIGHT);
    expect(await operator.incidents()).toEqual(before);
  });
});

describe("raw probe results", () => {
  it("of 7 days stay, older ones go", async () => {
    for (const hours of [-8 * 24, -7 * 24 - 1, -7 * 24 + 1, -24, -1, 1]) await result(hours);
    await server.tick(NIGHT);
    expect(await rawTimes()).toEqual([-7 * 24 + 1, -24, -1, 1].map((hours) => iso(MIDNIGHT + hours * HOUR_MS)));
  });

  it("of a closed day are one row a surface, with its hours; the day that runs is not closed", async () => {
    await result(-24, { ms: 40 });
    await result(-24, { ms: 60, minute: 1 });
    await result(-24, { ok: 0, ms: null, minute: 2 });
    await result(-1, { ms: 900 });
    await result(-1, { surface: "probed-2", ok: 0, ms: 5 });
    await result(1);
    await server.tick(NIGHT);
    const rows = (await packed()).map(({ hours, ...row }) => ({ ...row, hours: JSON.parse(String(hours)) }));
    expect(rows).toEqual([
      {
        ...{ surface_id: "probed-1", day: day(MIDNIGHT - 1), probes: 4, failures: 1 },
        ...{ latency_ms_sum: 1000, latency_ms_max: 900, hours: { 0: [3, 1, 100, 60], 23: [1, 0, 900, 900] } },
      },
      {
        ...{ surface_id: "probed-2", day: day(MIDNIGHT - 1), probes: 1, failures: 1 },
        ...{ latency_ms_sum: 5, latency_ms_max: 5, hours: { 23: [1, 1, 5, 5] } },
      },
    ]);
  });

  it("never go before their day is packed, though the nights' work was not done for weeks", async () => {
    for (const days of [1, 5, 8, 9, 20]) await result(-24 * days + 12);
    await server.tick(NIGHT);
    const days = (await packed()).map((row) => row.day);
    expect(days).toEqual([20, 9, 8, 5, 1].map((n) => day(MIDNIGHT - n * DAY_MS)));
  });
});

describe("done twice, or interrupted and done again, the night's work", () => {
  const forget = () => server.sql("DELETE FROM ops_memory WHERE key = 'retention:day'");
  const without = ({ cron_runs: _, ops_memory: __, ...tables }: Awaited<ReturnType<typeof dumpTables>>) => tables;

  it("leaves what one night has left", async () => {
    for (const [id, resolved] of [
      [1, 33],
      [2, 28],
    ] as const)
      await incident(id, resolved);
    for (const hours of [-8 * 24, -30, -1]) await result(hours);
    await server.tick(NIGHT);
    const once = without(await dumpTables(server));
    await forget();
    await Promise.all([server.tick(NIGHT), server.tick(NIGHT)]);
    await forget();
    await server.tick(NIGHT + MINUTE_MS);
    expect(without(await dumpTables(server))).toEqual(once);
  });

  it("finishes what it finds half-done: an incident in both tables, a day that is packed and not yet gone", async () => {
    await incident(1, 33);
    await server.sql("INSERT INTO status_incidents_archive SELECT * FROM status_incidents");
    for (const hours of [-30, -1]) await result(hours);
    await server.sql(
      "INSERT INTO probe_days VALUES ('probed-1', ?, 1, 0, 100, 100, '{\"18\":[1,0,100,100]}')",
      day(MIDNIGHT - 30 * HOUR_MS),
    );
    await server.tick(NIGHT);
    expect([await idsIn("status_incidents"), await idsIn("status_incidents_archive")]).toEqual([[], [1]]);
    expect((await packed()).map(({ day, probes }) => [day, probes])).toEqual([
      [day(MIDNIGHT - 30 * HOUR_MS), 1],
      [day(MIDNIGHT - 1), 1],
    ]);
  });

  it("loses nothing when it fails in the middle: all of it happens, or none", async () => {
    await incident(1, 33);
    await result(-8 * 24);
    await result(-1);
    await server.sql("CREATE TRIGGER refuse BEFORE DELETE ON probe_results BEGIN SELECT RAISE(ABORT, 'refused'); END");
    await server.tick(NIGHT);
    expect((await jobsOf(server, NIGHT)).retention?.ok).toBe(false);
    expect([await idsIn("status_incidents"), await idsIn("status_incidents_archive")]).toEqual([[1], []]);
    await server.sql("DROP TRIGGER refuse");
    await server.tick(NIGHT + MINUTE_MS);
    expect([await idsIn("status_incidents"), await idsIn("status_incidents_archive")]).toEqual([[], [1]]);
    expect(await rawTimes()).toEqual([iso(MIDNIGHT - HOUR_MS)]);
  });
});

// Last, since it leaves the database months later than the others begin.
describe("an incident whose ticket is opened again", () => {
  it("comes back from the archive with its id, and is archived again later", async () => {
    const minutes = minutesOf(server);
    freescout.file({
      id: 77,
      tag: "plain-3",
      note: "Old trouble.",
      severity: "partial",
      updated: seconds(minutes.now()),
    });
    await minutes.pass();
    freescout.file({ id: 77, status: "closed", updated: seconds(minutes.now()) });
    await minutes.pass();
    const [born] = await incidentOfTicket(server, 77);
    const later = minutesOf(server, NIGHT + 40 * DAY_MS);
    await later.pass();
    expect([await idsIn("status_incidents"), await idsIn("status_incidents_archive")]).toEqual([[], [77]]);
    freescout.file({ id: 77, status: "active", note: "It is back.", updated: seconds(later.now()) });
    await later.pass();
    expect(await idsIn("status_incidents_archive")).toEqual([]);
    const [back] = await incidentOfTicket(server, 77);
    expect(back).toMatchObject({
      id: born?.id,
      opened_at: born?.opened_at,
      resolved_at: null,
      public_note: "It is back.",
    });
    freescout.file({ id: 77, status: "closed", updated: seconds(later.now()) });
    await later.pass();
    await minutesOf(server, NIGHT + 80 * DAY_MS).pass();
    expect([await idsIn("status_incidents"), await idsIn("status_incidents_archive")]).toEqual([[], [77]]);
    const kinds = (await updatesOf(server, born?.id ?? 0)).map(({ kind }) => kind);
    expect(kinds).toEqual(["opened", "resolved", "reopened", "resolved"]);
  });
});
