import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iso } from "../../support/http";
import { expectProblem } from "../../support/problem";
import { auditOf, expectNothingWritten, expectUnbrokenChain } from "../../support/records";
import { surfacePool } from "../../support/surfaces";
import { preview, seen, startOps, write } from "./world";

const HOUR_MS = 3_600_000;
const take = surfacePool();
let ops: Awaited<ReturnType<typeof startOps>>;
beforeAll(async () => {
  ops = await startOps();
});
afterAll(() => ops.stop());

const failThrice = async (surface_id: string) => {
  for (const ago of [3, 2, 1])
    await ops.raptor.probe({ surface_id, ok: false, checked_at: iso(Date.now() - ago * 1000) });
};

/** An incident of an override that was cleared; its number. */
async function openIncident(id: string): Promise<number> {
  await ops.raptor.pin(id, "DOWN");
  await ops.raptor.pin(id, "OPERATIONAL");
  const rows = await ops.server.sql<{ id: number }>("SELECT id FROM status_incidents WHERE surface_id = ?", id);
  return rows[0]?.id ?? 0;
}

describe("override and clear", () => {
  it("pin several surfaces at once, and release them, under the operator's own name", async () => {
    const ids = [take("plain"), take("probed")];
    const pinned = await write(ops.onCall, {
      action: "override",
      surfaces: await seen(ops.onCall, ...ids),
      state: "PARTIAL",
      public_note: "Orders are slow.",
    });
    expect([pinned.status, pinned.body.surfaces.map(({ state }) => state)]).toEqual([200, ["PARTIAL", "PARTIAL"]]);
    for (const id of ids)
      expect(await ops.raptor.shown(id)).toMatchObject({ state: "PARTIAL", public_note: "Orders are slow." });
    await write(ops.relief, { action: "clear", surfaces: await seen(ops.relief, ...ids), public_note: null });
    for (const id of ids) {
      expect((await ops.raptor.stored(id)).state).toBe("OPERATIONAL");
      const rows = await expectUnbrokenChain(ops.server, id);
      expect(rows.slice(1).map(({ actor, source }) => [actor, source])).toEqual([
        ["operator:on-call@raxx.app", "manual"],
        ["operator:relief@raxx.app", "manual"],
      ]);
    }
  });

  it("are refused with the rule and the words where a note breaks the note policy, and nothing is written", async () => {
    const id = take("plain");
    const body = {
      action: "override",
      surfaces: await seen(ops.onCall, id),
      state: "DOWN",
      public_note: "ETA 5 minutes.",
    };
    const answer = await expectNothingWritten(ops.server, () => write(ops.onCall, body));
    expectProblem(answer, 422, "copy_policy");
    expect(answer.body.issues?.[0]).toMatchObject({ path: "public_note", rule: expect.any(String) });
  });

  it("of somebody who did not see what another did are refused with what they did, and pass once they have", async () => {
    const id = take("plain");
    const both = await seen(ops.onCall, id);
    expect((await write(ops.onCall, { action: "override", surfaces: both, state: "DOWN" })).status).toBe(200);
    const late = { action: "override", surfaces: both, state: "DEGRADED" };
    const refused = await expectNothingWritten(ops.server, () => write(ops.relief, late));
    expectProblem(refused, 409, "changed_meanwhile");
    expect(refused.body.meanwhile).toMatchObject([{ actor: "operator:on-call@raxx.app", new_state: "DOWN" }]);
    const again = { ...late, surfaces: await seen(ops.relief, id) };
    expect((await write(ops.relief, again)).status).toBe(200);
  });

  it("under a version that has never been are refused, of a surface, a window and an incident, and the preview has the true one", async () => {
    const id = take("plain");
    const version = 999_999;
    const unseen = { action: "override", surfaces: [{ surface_id: id, version }], state: "DOWN" };
    const [ends_at, starts_at] = [iso(Date.now() + 2 * HOUR_MS), iso(Date.now() + HOUR_MS)];
    const planned = await write(ops.onCall, { action: "plan_window", surface_ids: [id], starts_at, ends_at });
    const window = {
      action: "edit_window",
      window_id: planned.body.window_id,
      sequence: version,
      public_note: "Later.",
    };
    const incident = {
      action: "correct_incident",
      incident_id: await openIncident(id),
      updated_at: iso(Date.now() + HOUR_MS),
    };
    for (const body of [unseen, { ...unseen, action: "clear", state: undefined }, window, incident]) {
      const refused = await expectNothingWritten(ops.server, () => write(ops.onCall, body));
      expectProblem(refused, 409, "changed_meanwhile");
    }
    const { body: told } = await preview(ops.onCall, unseen);
    expect([told.changed_meanwhile, told.seen.surfaces]).toEqual([true, await seen(ops.onCall, id)]);
    expect((await write(ops.onCall, { ...unseen, surfaces: told.seen.surfaces })).status).toBe(200);
  });

  it("are not held up by probes that change nothing readers see", async () => {
    const id = take("probed");
    const at = Date.now();
    for (const ago of [180, 120, 60])
      await ops.raptor.probe({ surface_id: id, ok: true, checked_at: iso(at - ago * 1000) });
    const looked = await seen(ops.onCall, id);
    await ops.raptor.probe({ surface_id: id, ok: true, checked_at: iso(at) });
    expect((await write(ops.onCall, { action: "override", surfaces: looked, state: "DOWN" })).status).toBe(200);
  });

  it("are not held up by what a probe finds meanwhile, nor by the operator's own write, but by another's", async () => {
    const id = take("probed");
    const looked = await seen(ops.onCall, id);
    await failThrice(id);
    expect((await ops.raptor.shown(id)).state).toBe("DOWN");
    const body = { action: "override", surfaces: looked, state: "PARTIAL" };
    const answers = [await write(ops.onCall, body), await write(ops.onCall, body), await write(ops.relief, body)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 409]);
  });

  it("carry the write that puts back what was", async () => {
    const id = take("plain");
    const until = iso(Date.now() + HOUR_MS);
    const first = { state: "PARTIAL", public_note: "Some logins fail.", expires_at: until };
    const surfaces = await seen(ops.onCall, id);
    await write(ops.onCall, { action: "override", surfaces, ...first });
    const second = await write(ops.onCall, {
      action: "override",
      surfaces,
      state: "DOWN",
      public_note: "Nobody logs in.",
    });
    expect((await write(ops.onCall, second.body.undo as object)).status).toBe(200);
    expect(await ops.raptor.shown(id)).toMatchObject({ state: "PARTIAL", public_note: "Some logins fail." });
    const cleared = await write(ops.onCall, { action: "clear", surfaces, public_note: null });
    expect(cleared.body.undo).toMatchObject({ action: "override", ...first });
    const planned = await write(ops.onCall, {
      ...{ action: "plan_window", surface_ids: [id], starts_at: until, ends_at: iso(Date.now() + 2 * HOUR_MS) },
    });
    expect((await write(ops.onCall, planned.body.undo as object)).status).toBe(200);
  });

  it("of two operators in the same moment: one acts, the other is asked again", async () => {
    const id = take("plain");
    const surfaces = await seen(ops.onCall, id);
    const answers = await Promise.all([
      write(ops.onCall, { action: "override", surfaces, state: "DOWN" }),
      write(ops.relief, { action: "override", surfaces, state: "DEGRADED" }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await auditOf(ops.server, id)).toHaveLength(2);
  });

  it("sent twice with one request id act once and are answered the same", async () => {
    const id = take("plain");
    const body = {
      action: "override",
      surfaces: await seen(ops.onCall, id),
      state: "DOWN",
      request_id: crypto.randomUUID(),
    };
    const answers = await Promise.all([1, 2, 3].map(() => write(ops.onCall, body)));
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
    const surfaces = await seen(ops.onCall, "plain-39");
    expect((await write(ops.onCall, { surfaces, ...body })).status).toBe(status);
  });
});

describe("a preview", () => {
  it("says exactly what customers then read, and stores nothing", async () => {
    const id = take("plain");
    const body = {
      action: "override",
      surfaces: await seen(ops.onCall, id),
      state: "DOWN",
      public_note: "Logins fail.",
      ticket_pending: true,
    };
    const { body: told } = await expectNothingWritten(ops.server, () => preview(ops.onCall, body));
    expect(told.incidents).toEqual([{ op: "open", surface_id: id, severity: "down", public_note: "Logins fail." }]);
    expect([told.findings, told.changed_meanwhile, told.overall_after]).toEqual([[], false, "DOWN"]);
    await write(ops.onCall, body);
    const { state_since: _, ...read } = await ops.raptor.shown(id);
    expect(told.surfaces[0]?.after).toMatchObject(read);
  });

  it("tells what the note policy would refuse, and what another did meanwhile", async () => {
    const id = take("plain");
    const surfaces = await seen(ops.onCall, id);
    await write(ops.relief, { action: "override", surfaces, state: "DOWN" });
    const note = "We are looking. It should be resolved by noon.";
    const { body } = await preview(ops.onCall, { action: "override", surfaces, state: "DEGRADED", public_note: note });
    expect(body.findings[0]).toMatchObject({ path: "public_note", words: expect.any(String) });
    expect(body.surfaces[0]?.after.public_note).toBe("We are looking.");
    expect([body.changed_meanwhile, body.meanwhile.length]).toEqual([true, 1]);
  });

  it("of a clear names the trouble that other sources still report", async () => {
    const id = take("probed");
    await failThrice(id);
    const { body } = await preview(ops.onCall, { action: "clear", surfaces: await seen(ops.onCall, id) });
    expect(body.surfaces[0]?.after.state).toBe("OPERATIONAL");
    expect(body.claims).toEqual([{ surface_id: id, source: "prober", state: "DOWN" }]);
  });

  it("of a window says what is read once it has begun", async () => {
    const id = take("probed");
    const [starts, ends] = [Date.now() + HOUR_MS, Date.now() + 2 * HOUR_MS];
    const { body } = await preview(ops.onCall, {
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
