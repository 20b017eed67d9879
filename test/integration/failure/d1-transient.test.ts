import type { D1Database } from "@cloudflare/workers-types";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { asAppError, problem } from "@/lib/server/problem-response";
import { runTick } from "@/lib/services/cron";
import { planWindow } from "@/lib/services/maintenance/plan";
import { readPublic } from "@/lib/services/public/read-page";
import { seedSurfaces, updateSurface } from "@/lib/services/surfaces/update";
import { receiveTicket } from "@/lib/services/tickets/receive-delivery";
import { type FakeServer, startFakeServer } from "../../fakes/server";
import { intercepted, startDatabase } from "../../support/database";
import { startNamespace } from "../../support/namespace";
import { entry } from "../../support/surfaces";

const NOW = Date.UTC(2026, 5, 1, 12);
const MINUTE_MS = 60_000;
const IDS = ["one", "two", "three"];
const LOST = "Network connection lost.";
let database: Awaited<ReturnType<typeof startDatabase>>;
let namespace: Awaited<ReturnType<typeof startNamespace>>;
let fake: FakeServer;
let now = NOW;
let logged: string[] = [];

beforeAll(async () => {
  [database, namespace, fake] = await Promise.all([startDatabase(), startNamespace(), startFakeServer()]);
  for (const id of IDS) fake.at(`/${id}`, {});
}, 60_000);
beforeEach(() => {
  now += 1_000 * MINUTE_MS;
  logged = [];
});
afterAll(() => Promise.all([database, namespace, fake].map((each) => each.stop())));

const at = (ms: number, d1: D1Database = database.d1): Context => ({
  ...contextFrom(
    {
      DB: d1,
      STATUS_SNAPSHOT: namespace.kv,
      REGISTRY: { surfaces: IDS.map((id) => entry(id, "probed", { probe_url: `${fake.url}/${id}` })) },
      FLAG_STATUS_PROBER: "1",
      PROBE_RETRY_MS: "0",
    } as unknown as Bindings,
    { waitUntil: () => undefined },
    ms,
  ),
  log: (message) => logged.push(message),
});

const isWrite = (queries: readonly string[]) => queries.some((query) => /^(?:insert|update)/i.test(query));

/** A D1 that fails so many writes in a row: before it has stored them, or after, so that only the response is lost. */
function failing(count: number, { text = LOST, afterStoring = false, only = /./ } = {}): D1Database {
  let failed = 0;
  return intercepted(database.d1, async (run, queries) => {
    if (!isWrite(queries) || !only.test(queries.join(";")) || failed === count) return run();
    failed++;
    if (afterStoring) await run();
    throw new Error(text);
  });
}

const rows = async (sql: string, ...values: unknown[]) =>
  (
    await database.d1
      .prepare(sql)
      .bind(...values)
      .all<Record<string, unknown>>()
  ).results;
const audit = (id: string) => rows("SELECT * FROM status_audit_log WHERE surface_id = ? AND actor = 'ops'", id);
const override = (ctx: Context, id: string) =>
  updateSurface(ctx, { surface_id: id, state: "PARTIAL", state_source: "manual", actor: "ops" });
const clear = (id: string) =>
  updateSurface(at(now), { surface_id: id, state: "OPERATIONAL", state_source: "manual", actor: "nobody" });

describe("a write that D1 fails for a moment", () => {
  it("is tried again and stored once", async () => {
    const before = (await audit("one")).length;
    expect(await override(at(now, failing(3)), "one")).toMatchObject({ changed: true });
    expect((await audit("one")).length).toBe(before + 1);
    await clear("one");
  });

  it("is done where only D1's response was lost: an override, a window, a ticket", async () => {
    const lossy = () => at(now, failing(1, { afterStoring: true }));
    const before = (await audit("two")).length;
    expect(await override(lossy(), "two")).toMatchObject({ changed: true, surface: { state: "PARTIAL" } });
    expect((await audit("two")).length).toBe(before + 1);
    const times = { starts_at: now + MINUTE_MS, ends_at: now + 2 * MINUTE_MS };
    const { id } = await planWindow(lossy(), { surface_ids: ["two", "three"], ...times });
    expect(await rows("SELECT id FROM maintenance_windows")).toEqual([{ id }]);
    const fields = { surfaceIds: ["three"], unknownTag: null, publicStatus: "Logins fail.", severity: "down" } as const;
    const ticket = {
      event: null,
      eventId: null,
      isCustomerReply: false,
      ticketId: 7,
      status: "open",
      updatedAt: now,
      fields,
    } as const;
    expect(await receiveTicket(lossy(), ticket)).toBe("hold");
    expect(await rows("SELECT surface_id FROM status_incidents WHERE freescout_ticket_id = 7")).toHaveLength(1);
    expect(await receiveTicket(at(now), ticket)).toBe("replay");
    await clear("two");
    await receiveTicket(at(now + 1), { ...ticket, status: "closed", updatedAt: now + 1 });
    await rows("DELETE FROM maintenance_window_surfaces");
  });

  it("is 503 after the third retry, says so truly, and is stored when it is sent again", async () => {
    const before = (await audit("one")).length;
    const error = await override(at(now, failing(4)), "one").catch((thrown: unknown) => thrown);
    const refusal = problem(asAppError(error));
    expect([refusal.status, refusal.headers.get("Retry-After")]).toEqual([503, "5"]);
    expect(await refusal.json()).toMatchObject({
      code: "unavailable",
      title: expect.stringMatching(/nothing was written, or it was written whole: send it again$/),
    });
    expect((await audit("one")).length).toBe(before);
    await override(at(now), "one");
    expect((await audit("one")).length).toBe(before + 1);
    await clear("one");
  });

  it("is not tried again where the fault is none that passes", async () => {
    const d1 = failing(1, { text: "D1_ERROR: no such table: surface_state: SQLITE_ERROR" });
    await expect(override(at(now, d1), "one")).rejects.toThrow();
    await override(at(now, d1), "one");
    await clear("one");
  });
});

const gone = () => intercepted(database.d1, () => Promise.reject(new Error(LOST)));
const silent = () => intercepted(database.d1, () => new Promise(() => undefined));

it("a write of a D1 that does not answer is 503 after ten seconds, and leaves open whether it was stored", async () => {
  const startedMs = performance.now();
  const hung = Promise.all([override(at(now, silent()), "one"), seedSurfaces(at(now, silent()))]);
  const refusal = problem(asAppError(await hung.catch((error: unknown) => error)));
  expect(performance.now() - startedMs).toBeLessThan(14_000);
  expect([refusal.status, refusal.headers.get("Retry-After")]).toEqual([503, "5"]);
  expect(await refusal.json()).toMatchObject({ code: "unavailable", title: expect.stringContaining("send it again") });
});

describe("a tick", () => {
  const cost = { queries: 0, rows_read: 0, rows_written: 0 };
  const tick = (minute: number, d1?: D1Database) => runTick(at(now + minute * MINUTE_MS, d1), cost);
  const shown = async (ms: number) => {
    const { status } = await readPublic(at(ms));
    return status.surfaces.map(({ state }) => state);
  };
  const resultsOf = (minute: number) =>
    rows("SELECT surface_id FROM probe_results WHERE checked_at = ?", new Date(now + minute * MINUTE_MS).toISOString());
  const passWell = async (count: number) => {
    for (let minute = 0; minute < count; minute++) await tick(minute);
  };

  it("loses one result where D1 fails one write for good", async () => {
    await passWell(3);
    await tick(3, failing(1, { text: "D1_ERROR: too much of something", only: /probe_results/ }));
    expect(await resultsOf(3)).toHaveLength(2);
    expect(logged).toContain("cron job failed");
  });

  it.each([
    ["fails", gone],
    ["does not answer", silent],
  ])("whose D1 %s for the whole minute costs readers that minute and the next tick, no more", async (_, broken) => {
    await passWell(3);
    expect(await shown(now + 2 * MINUTE_MS)).toEqual(Array(3).fill("OPERATIONAL"));
    const startedMs = performance.now();
    await tick(3, broken());
    expect(performance.now() - startedMs).toBeLessThan(30_000);
    expect(await resultsOf(3)).toEqual([]);
    await tick(4);
    expect(await shown(now + 4 * MINUTE_MS + 5_000)).toEqual(Array(3).fill("OPERATIONAL"));
    for (const minute of [3, 4]) expect(await resultsOf(minute)).toHaveLength(3);
    const since = new Date(now + 2 * MINUTE_MS).toISOString();
    expect(await rows("SELECT new_state FROM status_audit_log WHERE effective_at > ?", since)).toEqual([]);
  });

  it("takes its failures from such a minute along, too", async () => {
    await passWell(3);
    fake.at("/two", { status: 500 });
    await tick(3, gone());
    for (const minute of [4, 5]) await tick(minute);
    expect(await shown(now + 5 * MINUTE_MS)).toEqual(["OPERATIONAL", "DOWN", "OPERATIONAL"]);
    fake.at("/two", {});
  });
});
