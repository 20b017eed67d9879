import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpsAction, OpsWindows } from "@/lib/schemas/ops-answers";
import { get, iso, sleepUntil } from "../../support/http";
import { expectProblem } from "../../support/problem";
import { expectUnbrokenChain, incidentsOf, updatesOf } from "../../support/records";
import { surfacePool } from "../../support/surfaces";
import { seen, startOps, write } from "./world";

type OpsActions = { actions: OpsAction[] };

const HOUR_MS = 3_600_000;
const take = surfacePool();
let ops: Awaited<ReturnType<typeof startOps>>;
beforeAll(async () => {
  ops = await startOps();
});
afterAll(() => ops.stop());

describe("a note", () => {
  it("takes the place of a ticket's until the ticket speaks again, and moves no state", async () => {
    const id = take("plain");
    await ops.raptor.update({
      surface_id: id,
      state: "DEGRADED",
      state_source: "freescout",
      public_note: "From the ticket.",
    });
    const answer = await write(ops.onCall, {
      action: "note",
      surfaces: await seen(ops.onCall, id),
      public_note: "Said better.",
    });
    expect(answer.status).toBe(200);
    expect(await ops.raptor.shown(id)).toMatchObject({ state: "DEGRADED", public_note: "Said better." });
    const [incident] = await incidentsOf(ops.server, id);
    expect(incident?.public_note).toBe("Said better.");
    expect((await updatesOf(ops.server, incident?.id ?? 0)).map(({ kind }) => kind)).toEqual(["opened", "updated"]);
    const rows = await expectUnbrokenChain(ops.server, id);
    expect(rows.at(-1)).toMatchObject({
      actor: "operator:on-call@raxx.app",
      previous_state: "DEGRADED",
      new_state: "DEGRADED",
    });
    expect(rows.at(-1)?.note).toMatch(/public note edited/);
    await ops.raptor.update({ surface_id: id, state: "DOWN", state_source: "freescout", public_note: "News." });
    expect((await ops.raptor.shown(id)).public_note).toBe("News.");
  });

  it("of a pin is its incident's last word", async () => {
    const id = take("plain");
    await write(ops.onCall, {
      action: "override",
      surfaces: await seen(ops.onCall, id),
      state: "DOWN",
      public_note: "First.",
    });
    await write(ops.onCall, { action: "note", surfaces: await seen(ops.onCall, id), public_note: "Second." });
    await write(ops.onCall, { action: "clear", surfaces: await seen(ops.onCall, id) });
    expect((await incidentsOf(ops.server, id))[0]).toMatchObject({ public_note: "Second.", severity: "down" });
  });
});

describe("windows", () => {
  const windowOf = async (id: string) =>
    (await ops.onCall.get<OpsWindows>("/api/ops/windows")).body.windows.find((window) => window.id === id);

  it("are planned, moved and cancelled; an edit of what another has edited is asked again", async () => {
    const id = take("plain");
    const now = Date.now();
    const planned = await write(ops.onCall, {
      action: "plan_window",
      surface_ids: [id],
      starts_at: iso(now + HOUR_MS),
      ends_at: iso(now + 2 * HOUR_MS),
    });
    const window_id = planned.body.window_id as string;
    const edit = {
      action: "edit_window",
      window_id,
      sequence: 0,
      ends_at: iso(now + 3 * HOUR_MS),
      public_note: "Longer.",
    };
    expect((await write(ops.onCall, edit)).status).toBe(200);
    expect((await write(ops.relief, edit)).status).toBe(409);
    expect(await windowOf(window_id)).toMatchObject({
      ...{ sequence: 1, ends_at: iso(now + 3 * HOUR_MS), public_note: "Longer.", actor: "operator:on-call@raxx.app" },
      phase: "scheduled",
    });
    expect((await write(ops.relief, { action: "end_window", window_id, sequence: 1 })).status).toBe(200);
    expect(await windowOf(window_id)).toMatchObject({ phase: "cancelled" });
    expect(await incidentsOf(ops.server, id)).toEqual([]);
  });

  it("gain and lose surfaces, before they begin and while they run; undone, all is as it was", async () => {
    const [first, second, third] = [take("plain"), take("plain"), take("plain")];
    const now = Date.now();
    const span = { starts_at: iso(now + HOUR_MS), ends_at: iso(now + 2 * HOUR_MS) };
    const planned = await write(ops.onCall, { action: "plan_window", surface_ids: [first, second], ...span });
    const window_id = planned.body.window_id as string;
    const edit = { action: "edit_window", window_id };
    const moved = await write(ops.onCall, { ...edit, sequence: 0, surface_ids: [second, third] });
    expect(moved.status).toBe(200);
    const { sequence = 0, ...scheduled } = (await windowOf(window_id)) ?? {};
    expect(scheduled).toMatchObject({ phase: "scheduled", surface_ids: [second, third] });
    expect(sequence).toBeGreaterThan(0);
    const calendar = async (id: string) => (await get(ops.server, `/surfaces/${id}/maintenance.ics`)).text;
    expect(await calendar(first)).toContain("STATUS:CANCELLED");
    expect(await calendar(third)).toContain(window_id);
    const [action] = (await ops.onCall.get<OpsActions>("/api/ops/actions")).body.actions;
    expect(action).toMatchObject({ action: "edit_window", asked: { surface_ids: [second, third] } });

    const begun = { ...edit, sequence, starts_at: iso(now - 1000), surface_ids: [first, second] };
    expect((await write(ops.onCall, begun)).status).toBe(200);
    const states = () =>
      Promise.all([first, second, third].map(async (id) => (await ops.raptor.shown(id)).state === "MAINTENANCE"));
    expect(await states()).toEqual([true, true, false]);
    const at = (await windowOf(window_id))?.sequence;
    const swapped = await write(ops.onCall, { ...edit, sequence: at, surface_ids: [second, third] });
    expect(await states()).toEqual([false, true, true]);
    const undone = await write(ops.onCall, swapped.body.undo as Record<string, unknown>);
    expect([undone.status, await states()]).toEqual([200, [true, true, false]]);
    const astray = { ...edit, sequence: (await windowOf(window_id))?.sequence, surface_ids: ["nowhere"] };
    expectProblem(await write(ops.onCall, astray), 404, "unknown_surface");
    for (const id of [first, second, third]) await expectUnbrokenChain(ops.server, id);
  });

  it("that run are prolonged, said anew and finished early", async () => {
    const id = take("plain");
    const now = Date.now();
    const planned = await write(ops.onCall, {
      action: "plan_window",
      surface_ids: [id],
      starts_at: iso(now - HOUR_MS),
      ends_at: iso(now + HOUR_MS),
      public_note: "Upgrade.",
    });
    const window_id = planned.body.window_id as string;
    const ends_at = `${iso(now + 2 * HOUR_MS).slice(0, 19)}Z`;
    await write(ops.onCall, { action: "edit_window", window_id, sequence: 0, ends_at, public_note: "Still at it." });
    expect(await ops.raptor.shown(id)).toMatchObject({
      state: "MAINTENANCE",
      maintenance_until: ends_at,
      public_note: "Still at it.",
    });
    expect(
      (await write(ops.onCall, { action: "edit_window", window_id, sequence: 1, starts_at: iso(now) })).status,
    ).toBe(422);
    expect(
      (await write(ops.onCall, { action: "edit_window", window_id, sequence: 1, ends_at: iso(now - 1) })).status,
    ).toBe(422);
    expect((await write(ops.onCall, { action: "end_window", window_id, sequence: 1 })).status).toBe(200);
    expect(await ops.raptor.shown(id)).toMatchObject({ state: "OPERATIONAL", maintenance_until: null });
    const [incident] = await incidentsOf(ops.server, id);
    expect(incident).toMatchObject({ severity: "maintenance", public_note: "Still at it." });
    expect(incident?.resolved_at).not.toBeNull();
    await expectUnbrokenChain(ops.server, id);
  });
});

describe("a correction", () => {
  type Told = { shortlink: string; started_at: string; updated_at: string };
  /** What Statuspage's API says of an incident, and of when the page last changed. */
  const readIncident = async (id: number) => {
    type Body = { page: { updated_at: string }; incidents: Told[] };
    const { body } = await get<Body>(ops.server, "/api/v2/incidents.json");
    const found = body.incidents.find(({ shortlink }) => Number(shortlink.split("inc_")[1]) === id) as Told;
    return { ...found, page_updated_at: body.page.updated_at };
  };
  type Incident = { id: number; updated_at: string; opened_at: string; public_note: string | null };
  const incidentOf = async (id: string) =>
    (await ops.onCall.get<{ incidents: Incident[] }>(`/api/ops/incidents?surface=${id}`)).body.incidents[0] as Incident;

  it("moves an incident's times and is audited as one, by name, with both values", async () => {
    const id = take("plain");
    await write(ops.onCall, {
      action: "override",
      surfaces: await seen(ops.onCall, id),
      state: "DOWN",
      public_note: "Down.",
    });
    await write(ops.onCall, { action: "clear", surfaces: await seen(ops.onCall, id) });
    const { id: incident_id, updated_at, opened_at } = await incidentOf(id);
    const told = await readIncident(incident_id);
    const earlier = iso(Date.parse(opened_at) - HOUR_MS);
    const body = {
      action: "correct_incident",
      incident_id,
      updated_at,
      opened_at: earlier,
      public_note: "It was the cache.",
    };
    expect((await write(ops.relief, body)).status).toBe(200);
    expect((await write(ops.onCall, body)).status).toBe(409);
    expect((await incidentsOf(ops.server, id))[0]).toMatchObject({
      opened_at: earlier,
      public_note: "It was the cache.",
    });
    const corrected = await readIncident(incident_id);
    expect(corrected.started_at).toBe(earlier);
    expect(corrected.updated_at > told.updated_at && corrected.page_updated_at > told.page_updated_at).toBe(true);
    const [shown] = await ops.raptor.incidents(id);
    expect(shown).toMatchObject({ opened_at: `${earlier.slice(0, 19)}Z`, public_note: "It was the cache." });
    const last = (await expectUnbrokenChain(ops.server, id)).at(-1);
    expect(last).toMatchObject({
      actor: "operator:relief@raxx.app",
      previous_state: "OPERATIONAL",
      new_state: "OPERATIONAL",
    });
    expect(last?.note).toMatch(/corrected; inc_\d+: opened_at .* → .*, public_note/);
  });

  it("resolves no open incident, and ends none before its beginning", async () => {
    const id = take("plain");
    await write(ops.onCall, { action: "override", surfaces: await seen(ops.onCall, id), state: "DOWN" });
    const { id: incident_id, updated_at } = await incidentOf(id);
    const change = { action: "correct_incident", incident_id, updated_at };
    expectProblem(await write(ops.onCall, { ...change, resolved_at: iso(Date.now() - 1) }), 422, "invalid_request");
    expectProblem(await write(ops.onCall, { ...change, opened_at: iso(Date.now() + HOUR_MS) }), 422, "invalid_request");
    expectProblem(await write(ops.onCall, { ...change, incident_id: 999_999 }), 404, "unknown_incident");
  });
});

it.each(["operator_actions", "status_audit_seen"])("the log %s is append-only", async (table) => {
  const id = take("plain");
  const ends = Date.now() + 300;
  await ops.raptor.pin(id, "DOWN", { expires_at: iso(ends) });
  await sleepUntil(ends + 400);
  await write(ops.onCall, { action: "override", surfaces: await seen(ops.onCall, id), state: "DOWN" });
  const rows = () => ops.server.sql(`SELECT * FROM ${table}`);
  const before = await rows();
  expect(before.length).toBeGreaterThan(0);
  for (const statement of [
    `UPDATE ${table} SET rowid = rowid`,
    `DELETE FROM ${table}`,
    `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`,
  ])
    await expect(ops.server.sql(statement)).rejects.toThrow(/append_only/);
  expect(await rows()).toEqual(before);
});
