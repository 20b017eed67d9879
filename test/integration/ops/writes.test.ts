import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpsAuditRow, OpsBoard } from "@/lib/schemas/ops";
import type { OpsPreview, OpsWindows, OpsWriteResult } from "@/lib/schemas/ops-answers";
import type { SignedIn } from "../../support/access";
import { iso, type Problem } from "../../support/http";
import { expectProblem } from "../../support/problem";
import { auditOf, expectNothingWritten, expectUnbrokenChain, incidentsOf, updatesOf } from "../../support/records";
import { surfacePool } from "../../support/surfaces";
import { startOps } from "./world";

const HOUR_MS = 3_600_000;
const take = surfacePool();
let ops: Awaited<ReturnType<typeof startOps>>;
beforeAll(async () => {
  ops = await startOps();
});
afterAll(() => ops.stop());

type Refused = Problem & { meanwhile?: OpsAuditRow[] };
const write = (who: SignedIn, body: object) => who.post<OpsWriteResult & Refused>("/api/ops/writes", body);
const preview = (who: SignedIn, body: object) => who.post<OpsPreview & Problem>("/api/ops/preview", body);
const see = async (who: SignedIn, id: string) => {
  const { body } = await who.get<OpsBoard>("/api/ops/status");
  const surface = body.surfaces.find((each) => each.id === id);
  if (!surface) throw new Error(`no ${id} on the board`);
  return surface;
};
const seen = async (who: SignedIn, ...ids: string[]) =>
  Promise.all(ids.map(async (surface_id) => ({ surface_id, version: (await see(who, surface_id)).version })));

describe("override and clear", () => {
  it("pin several surfaces at once, and release them, under the operator's own name", async () => {
    const ids = [take("plain"), take("probed")];
    const pinned = await write(ops.alice, {
      action: "override",
      surfaces: await seen(ops.alice, ...ids),
      state: "PARTIAL",
      public_note: "Orders are slow.",
    });
    expect([pinned.status, pinned.body.surfaces.map(({ state }) => state)]).toEqual([200, ["PARTIAL", "PARTIAL"]]);
    for (const id of ids)
      expect(await ops.raptor.shown(id)).toMatchObject({ state: "PARTIAL", public_note: "Orders are slow." });
    await write(ops.bob, { action: "clear", surfaces: await seen(ops.bob, ...ids), public_note: null });
    for (const id of ids) {
      expect((await ops.raptor.stored(id)).state).toBe("OPERATIONAL");
      const rows = await expectUnbrokenChain(ops.server, id);
      expect(rows.slice(1).map(({ actor, source }) => [actor, source])).toEqual([
        ["operator:alice@raxx.app", "manual"],
        ["operator:bob@raxx.app", "manual"],
      ]);
    }
  });

  it("are refused with the rule and the words where a note breaks the copy policy, and nothing is written", async () => {
    const id = take("plain");
    const body = {
      action: "override",
      surfaces: await seen(ops.alice, id),
      state: "DOWN",
      public_note: "ETA 5 minutes.",
    };
    const answer = await expectNothingWritten(ops.server, () => write(ops.alice, body));
    expectProblem(answer, 422, "copy_policy");
    expect(answer.body.issues?.[0]).toMatchObject({ path: "public_note", rule: expect.any(String) });
  });

  it("of somebody who did not see what another did are refused with what they did, and pass once they have", async () => {
    const id = take("plain");
    const both = await seen(ops.alice, id);
    expect((await write(ops.alice, { action: "override", surfaces: both, state: "DOWN" })).status).toBe(200);
    const late = { action: "override", surfaces: both, state: "DEGRADED" };
    const refused = await expectNothingWritten(ops.server, () => write(ops.bob, late));
    expectProblem(refused, 409, "changed_meanwhile");
    expect(refused.body.meanwhile).toMatchObject([{ actor: "operator:alice@raxx.app", new_state: "DOWN" }]);
    const again = { ...late, surfaces: await seen(ops.bob, id) };
    expect((await write(ops.bob, again)).status).toBe(200);
  });

  it("are not held up by probes that change nothing readers see", async () => {
    const id = take("probed");
    const at = Date.now();
    for (const ago of [180, 120, 60])
      await ops.raptor.probe({ surface_id: id, ok: true, checked_at: iso(at - ago * 1000) });
    const looked = await seen(ops.alice, id);
    await ops.raptor.probe({ surface_id: id, ok: true, checked_at: iso(at) });
    expect((await write(ops.alice, { action: "override", surfaces: looked, state: "DOWN" })).status).toBe(200);
  });

  it("of two operators in the same moment: one acts, the other is asked again", async () => {
    const id = take("plain");
    const surfaces = await seen(ops.alice, id);
    const answers = await Promise.all([
      write(ops.alice, { action: "override", surfaces, state: "DOWN" }),
      write(ops.bob, { action: "override", surfaces, state: "DEGRADED" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await auditOf(ops.server, id)).toHaveLength(2);
  });

  it("sent twice with one request id act once and are answered the same", async () => {
    const id = take("plain");
    const body = {
      action: "override",
      surfaces: await seen(ops.alice, id),
      state: "DOWN",
      request_id: crypto.randomUUID(),
    };
    const answers = await Promise.all([1, 2, 3].map(() => write(ops.alice, body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.filter(({ body: { replayed } }) => !replayed)).toHaveLength(1);
    for (const { body: said } of answers) expect(said.surfaces).toEqual(answers[0]?.body.surfaces);
    expect(await auditOf(ops.server, id)).toHaveLength(2);
  });

  it.each([
    [
      "a surface that nobody knows",
      { action: "override", surfaces: [{ surface_id: "nope", version: 0 }], state: "DOWN" },
      404,
    ],
    ["an end in the past", { action: "override", state: "DOWN", expires_at: "2020-01-01T00:00:00Z" }, 422],
    ["a pin to OPERATIONAL", { action: "override", state: "OPERATIONAL" }, 422],
    [
      "an end of maintenance without maintenance",
      { action: "override", state: "DOWN", maintenance_until: "2099-01-01T00:00:00Z" },
      422,
    ],
    ["an unknown action", { action: "explode" }, 422],
  ])("with %s is refused", async (_, body, status) => {
    const surfaces = await seen(ops.alice, "plain-39");
    expect((await write(ops.alice, { surfaces, ...body })).status).toBe(status);
  });
});

describe("a preview", () => {
  it("says exactly what customers then read, and stores nothing", async () => {
    const id = take("plain");
    const body = {
      action: "override",
      surfaces: await seen(ops.alice, id),
      state: "DOWN",
      public_note: "Logins fail.",
      ticket_pending: true,
    };
    const { body: told } = await expectNothingWritten(ops.server, () => preview(ops.alice, body));
    expect(told.incidents).toEqual([{ op: "open", surface_id: id, severity: "down", public_note: "Logins fail." }]);
    expect([told.findings, told.changed_meanwhile, told.overall_after]).toEqual([[], false, "DOWN"]);
    await write(ops.alice, body);
    const { state_since: _, ...read } = await ops.raptor.shown(id);
    expect(told.surfaces[0]?.after).toMatchObject(read);
  });

  it("tells what the copy policy would refuse, and what another did meanwhile", async () => {
    const id = take("plain");
    const surfaces = await seen(ops.alice, id);
    await write(ops.bob, { action: "override", surfaces, state: "DOWN" });
    const note = "We are looking. It should be resolved by noon.";
    const { body } = await preview(ops.alice, { action: "override", surfaces, state: "DEGRADED", public_note: note });
    expect(body.findings[0]).toMatchObject({ path: "public_note", words: expect.any(String) });
    expect(body.surfaces[0]?.after.public_note).toBe("We are looking.");
    expect([body.changed_meanwhile, body.meanwhile.length]).toEqual([true, 1]);
  });

  it("of a window says what is read once it has begun", async () => {
    const id = take("probed");
    const [starts, ends] = [Date.now() + HOUR_MS, Date.now() + 2 * HOUR_MS];
    const { body } = await preview(ops.alice, {
      action: "plan_window",
      surface_ids: [id],
      starts_at: iso(starts),
      ends_at: iso(ends),
      public_note: "Database upgrade.",
    });
    expect(body.read_at).toBe(iso(starts));
    expect(body.surfaces[0]?.after).toMatchObject({ state: "MAINTENANCE", public_note: "Database upgrade." });
  });
});

describe("a note", () => {
  it("takes the place of a ticket's until the ticket speaks again, and moves no state", async () => {
    const id = take("plain");
    await ops.raptor.update({
      surface_id: id,
      state: "DEGRADED",
      state_source: "freescout",
      public_note: "From the ticket.",
    });
    const answer = await write(ops.alice, {
      action: "note",
      surfaces: await seen(ops.alice, id),
      public_note: "Said better.",
    });
    expect(answer.status).toBe(200);
    expect(await ops.raptor.shown(id)).toMatchObject({ state: "DEGRADED", public_note: "Said better." });
    const [incident] = await incidentsOf(ops.server, id);
    expect(incident?.public_note).toBe("Said better.");
    expect((await updatesOf(ops.server, incident?.id ?? 0)).map(({ kind }) => kind)).toEqual(["opened", "updated"]);
    const rows = await expectUnbrokenChain(ops.server, id);
    expect(rows.at(-1)).toMatchObject({
      actor: "operator:alice@raxx.app",
      previous_state: "DEGRADED",
      new_state: "DEGRADED",
    });
    expect(rows.at(-1)?.note).toMatch(/public note edited/);
    await ops.raptor.update({ surface_id: id, state: "DOWN", state_source: "freescout", public_note: "News." });
    expect((await ops.raptor.shown(id)).public_note).toBe("News.");
  });

  it("of a pin is its incident's last word", async () => {
    const id = take("plain");
    await write(ops.alice, {
      action: "override",
      surfaces: await seen(ops.alice, id),
      state: "DOWN",
      public_note: "First.",
    });
    await write(ops.alice, { action: "note", surfaces: await seen(ops.alice, id), public_note: "Second." });
    await write(ops.alice, { action: "clear", surfaces: await seen(ops.alice, id) });
    expect((await incidentsOf(ops.server, id))[0]).toMatchObject({ public_note: "Second.", severity: "down" });
  });
});

describe("windows", () => {
  const windowOf = async (id: string) =>
    (await ops.alice.get<OpsWindows>("/api/ops/windows")).body.windows.find((window) => window.id === id);

  it("are planned, moved and cancelled; an edit of what another has edited is asked again", async () => {
    const id = take("plain");
    const now = Date.now();
    const planned = await write(ops.alice, {
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
    expect((await write(ops.alice, edit)).status).toBe(200);
    expect((await write(ops.bob, edit)).status).toBe(409);
    expect(await windowOf(window_id)).toMatchObject({
      ...{ sequence: 1, ends_at: iso(now + 3 * HOUR_MS), public_note: "Longer.", actor: "operator:alice@raxx.app" },
      phase: "scheduled",
    });
    expect((await write(ops.bob, { action: "end_window", window_id, sequence: 1 })).status).toBe(200);
    expect(await windowOf(window_id)).toMatchObject({ phase: "cancelled" });
    expect(await incidentsOf(ops.server, id)).toEqual([]);
  });

  it("that run are prolonged, said anew and finished early", async () => {
    const id = take("plain");
    const now = Date.now();
    const planned = await write(ops.alice, {
      action: "plan_window",
      surface_ids: [id],
      starts_at: iso(now - HOUR_MS),
      ends_at: iso(now + HOUR_MS),
      public_note: "Upgrade.",
    });
    const window_id = planned.body.window_id as string;
    const ends_at = `${iso(now + 2 * HOUR_MS).slice(0, 19)}Z`;
    await write(ops.alice, { action: "edit_window", window_id, sequence: 0, ends_at, public_note: "Still at it." });
    expect(await ops.raptor.shown(id)).toMatchObject({
      state: "MAINTENANCE",
      maintenance_until: ends_at,
      public_note: "Still at it.",
    });
    expect(
      (await write(ops.alice, { action: "edit_window", window_id, sequence: 1, starts_at: iso(now) })).status,
    ).toBe(422);
    expect(
      (await write(ops.alice, { action: "edit_window", window_id, sequence: 1, ends_at: iso(now - 1) })).status,
    ).toBe(422);
    expect((await write(ops.alice, { action: "end_window", window_id, sequence: 1 })).status).toBe(200);
    expect(await ops.raptor.shown(id)).toMatchObject({ state: "OPERATIONAL", maintenance_until: null });
    const [incident] = await incidentsOf(ops.server, id);
    expect(incident).toMatchObject({ severity: "maintenance", public_note: "Still at it." });
    expect(incident?.resolved_at).not.toBeNull();
    await expectUnbrokenChain(ops.server, id);
  });
});

describe("a correction", () => {
  type Incident = { id: number; updated_at: string; opened_at: string; public_note: string | null };
  const incidentOf = async (id: string) =>
    (await ops.alice.get<{ incidents: Incident[] }>(`/api/ops/incidents?surface=${id}`)).body.incidents[0] as Incident;

  it("moves an incident's times and is audited as one, by name, with both values", async () => {
    const id = take("plain");
    await write(ops.alice, {
      action: "override",
      surfaces: await seen(ops.alice, id),
      state: "DOWN",
      public_note: "Down.",
    });
    await write(ops.alice, { action: "clear", surfaces: await seen(ops.alice, id) });
    const { id: incident_id, updated_at, opened_at } = await incidentOf(id);
    const earlier = iso(Date.parse(opened_at) - HOUR_MS);
    const body = {
      action: "correct_incident",
      incident_id,
      updated_at,
      opened_at: earlier,
      public_note: "It was the cache.",
    };
    expect((await write(ops.bob, body)).status).toBe(200);
    expect((await write(ops.bob, body)).status).toBe(409);
    expect((await incidentsOf(ops.server, id))[0]).toMatchObject({
      opened_at: earlier,
      public_note: "It was the cache.",
    });
    const [shown] = await ops.raptor.incidents(id);
    expect(shown).toMatchObject({ opened_at: `${earlier.slice(0, 19)}Z`, public_note: "It was the cache." });
    const last = (await expectUnbrokenChain(ops.server, id)).at(-1);
    expect(last).toMatchObject({
      actor: "operator:bob@raxx.app",
      previous_state: "OPERATIONAL",
      new_state: "OPERATIONAL",
    });
    expect(last?.note).toMatch(/corrected; inc_\d+: opened_at .* → .*, public_note/);
  });

  it("resolves no open incident, and ends none before its beginning", async () => {
    const id = take("plain");
    await write(ops.alice, { action: "override", surfaces: await seen(ops.alice, id), state: "DOWN" });
    const { id: incident_id, updated_at } = await incidentOf(id);
    const change = { action: "correct_incident", incident_id, updated_at };
    expectProblem(await write(ops.alice, { ...change, resolved_at: iso(Date.now() - 1) }), 422, "invalid_request");
    expectProblem(await write(ops.alice, { ...change, opened_at: iso(Date.now() + HOUR_MS) }), 422, "invalid_request");
    expectProblem(await write(ops.alice, { ...change, incident_id: 999_999 }), 404, "unknown_incident");
  });
});

describe("acts without a word to readers", () => {
  it("acknowledge an alert once, and name who did", async () => {
    await ops.server.sql(
      "INSERT INTO ops_alerts (alert_key, severity, title, opened_at, updated_at) VALUES ('test:alert', 'warning', 'A test', ?, ?)",
      iso(Date.now()),
      iso(Date.now()),
    );
    const [{ id = 0 } = {}] = await ops.server.sql<{ id: number }>(
      "SELECT id FROM ops_alerts WHERE alert_key = 'test:alert'",
    );
    const path = `/api/ops/alerts/${id}/acknowledge`;
    const first = await ops.alice.post<{ replayed: boolean; alert: { acknowledged_by: string } }>(path, {});
    const second = await ops.bob.post<typeof first.body>(path, {});
    expect([first.body.replayed, second.body.replayed]).toEqual([false, true]);
    expect(second.body.alert.acknowledged_by).toBe("operator:alice@raxx.app");
    expectProblem(await ops.alice.post("/api/ops/alerts/999999/acknowledge", {}), 404, "unknown_alert");
  });

  it("run the poller or the prober, where they are on, and are written down", async () => {
    for (const job of ["poller", "prober"]) {
      const request_id = crypto.randomUUID();
      const answers = [
        await ops.alice.post("/api/ops/runs", { job, request_id }),
        await ops.alice.post("/api/ops/runs", { job, request_id }),
      ];
      expect(answers.map(({ status, body }) => [status, (body as unknown as { replayed: boolean }).replayed])).toEqual([
        [200, false],
        [200, true],
      ]);
    }
    const { body } = await ops.alice.get<{ actions: { action: string }[] }>("/api/ops/actions");
    expect(body.actions.slice(0, 2).map(({ action }) => action)).toEqual(["run_prober", "run_poller"]);
  });
});
