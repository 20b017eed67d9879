import { describe, expect, it } from "vitest";
import { deliver, runbook } from "../support/freescout";
import { iso } from "../support/http";
import type { Operator } from "../support/operator";
import { auditOf, expectNothingWritten, expectUnbrokenChain, incidentsOf } from "../support/records";
import { serverForFile } from "../support/server-for-file";
import { startManySurfaces, surfacePool } from "../support/surfaces";

const take = surfacePool();
const { server, operator } = serverForFile({}, startManySurfaces);

/** Results of one surface, a second apart, the last one now: "+" is ok, "-" is a failure. */
function results(surface_id: string, signs: string, endMs = Date.now()) {
  return [...signs].map((sign, i) => ({
    surface_id,
    ok: sign === "+",
    checked_at: iso(endMs - (signs.length - 1 - i) * 1000),
  }));
}

const stateOf = async (id: string) => (await operator.shown(id)).state;

/** The states that readers see after each single result. */
async function walk(id: string, signs: string, endMs = Date.now()): Promise<string[]> {
  const states = [];
  for (const result of results(id, signs, endMs)) {
    expect((await operator.probe(result)).status).toBe(200);
    states.push(await stateOf(id));
  }
  return states;
}

describe("the hysteresis (contract §2.5), result by result", () => {
  it("leaves UNKNOWN after 3 ok, falls at the 1st failure, is down at the 3rd, and recovers after 3 ok", async () => {
    const id = take("probed");
    expect(await walk(id, "++++---+++")).toEqual([
      ...["UNKNOWN", "UNKNOWN", "OPERATIONAL", "OPERATIONAL"],
      ...["DEGRADED", "DEGRADED", "DOWN"],
      ...["DOWN", "DOWN", "OPERATIONAL"],
    ]);
    const rows = await expectUnbrokenChain(server, id);
    expect(rows.map(({ new_state, actor, source }) => [new_state, actor, source]).slice(1)).toEqual(
      ["OPERATIONAL", "DEGRADED", "DOWN", "OPERATIONAL"].map((state) => [state, "prober", "prober"]),
    );
    expect(await incidentsOf(server, id)).toEqual([]);
  });

  it("does not count what a failure has interrupted", async () => {
    expect(await walk(take("probed"), "++-++")).toEqual(Array(5).fill("UNKNOWN"));
    expect(await walk(take("probed"), "--+--")).toEqual(Array(5).fill("UNKNOWN"));
    expect(await walk(take("probed"), "---")).toEqual(["UNKNOWN", "UNKNOWN", "DOWN"]);
  });

  it("with an open ticket recovers from DOWN to DEGRADED, never to OPERATIONAL", async () => {
    const id = take("probed");
    await walk(id, "---", Date.now() - 10_000);
    await deliver(server, runbook({ id: 41, updated: iso(Date.now()), tag: id, severity: "down" }));
    expect((await walk(id, "+++")).at(-1)).toBe("DEGRADED");
  });

  it("is remembered over a restart of counting: streaks live in the database", async () => {
    const id = take("probed");
    await operator.probe(results(id, "++"));
    const [row] = await server.sql(
      "SELECT probe_ok_streak, probe_fail_streak FROM surface_state WHERE surface_id = ?",
      id,
    );
    expect(row).toEqual({ probe_ok_streak: 2, probe_fail_streak: 0 });
  });
});

describe("a delivery of several results", () => {
  it("counts each, as if they came one by one, for several surfaces at once", async () => {
    const [up, down] = [take("probed"), take("probed")];
    expect((await operator.probe([...results(up, "+++"), ...results(down, "---")])).status).toBe(200);
    expect([await stateOf(up), await stateOf(down)]).toEqual(["OPERATIONAL", "DOWN"]);
  });

  it("may be in any order: time decides", async () => {
    const id = take("probed");
    await operator.probe(results(id, "+++", Date.now() - 10_000));
    expect(await stateOf(id)).toBe("OPERATIONAL");
    await operator.probe(results(id, "---").toReversed());
    expect(await stateOf(id)).toBe("DOWN");
  });

  it("counts the same result once, however often and wherever delivered", async () => {
    const id = take("probed");
    const [failure] = results(id, "-");
    await operator.probe(results(id, "+++", Date.now() - 10_000));
    await operator.probe(Array(3).fill(failure));
    for (let i = 0; i < 3; i++) await operator.probe(failure as Parameters<Operator["probe"]>[0]);
    expect(await stateOf(id)).toBe("DEGRADED");
    const rows = await auditOf(server, id);
    expect(rows.map(({ new_state }) => new_state)).toEqual(["UNKNOWN", "OPERATIONAL", "DEGRADED"]);
  });

  it("counts results that are milliseconds apart", async () => {
    const id = take("probed");
    const now = Date.now();
    await operator.probe([3, 2, 1].map((ms) => ({ surface_id: id, ok: true, checked_at: iso(now - ms) })));
    expect(await stateOf(id)).toBe("OPERATIONAL");
  });

  it("that came a minute apart and late still counts as in a row", async () => {
    const id = take("probed");
    const hourAgo = iso(Date.now() - 3_600_000);
    await server.sql(
      "UPDATE surface_state SET state_since = ?, updated_at = ?, version = version + 1 WHERE surface_id = ?",
      hourAgo,
      hourAgo,
      id,
    );
    const now = Date.now();
    await operator.probe(
      [125_000, 65_000, 5000].map((ms) => ({ surface_id: id, ok: true, checked_at: iso(now - ms) })),
    );
    expect(await stateOf(id)).toBe("OPERATIONAL");
  });

  it("older than the newest known changes nothing", async () => {
    const id = take("probed");
    const newest = results(id, "+++");
    await operator.probe(newest);
    const before = await operator.stored(id);
    await operator.probe(results(id, "---", Date.now() - 60_000));
    expect(await operator.stored(id)).toMatchObject({
      state: "OPERATIONAL",
      last_probe_at: before.last_probe_at,
      last_probe_ok: true,
    });
    expect(Date.parse(before.last_probe_at ?? "")).toBe(Date.parse(newest[2]?.checked_at ?? ""));
  });

  it("keeps the last result's numbers for operators", async () => {
    const id = take("probed");
    await operator.probe([{ surface_id: id, ok: true, checked_at: iso(Date.now()), latency_ms: 87, status_code: 204 }]);
    expect(await operator.stored(id)).toMatchObject({ last_probe_ok: true, last_probe_latency_ms: 87 });
  });
});

describe("a refusal writes nothing", () => {
  const refusal = (body: Parameters<Operator["probe"]>[0]) => expectNothingWritten(server, () => operator.probe(body));

  it("of a result more than 5 minutes ahead (422), while 5 minutes are taken as they are", async () => {
    const id = take("probed");
    const ahead = (ms: number) => ({ surface_id: id, ok: true, checked_at: iso(Date.now() + ms) });
    const refused = await refusal([ahead(1000), ahead(310_000)]);
    expect([refused.status, refused.body.code, refused.body.issues?.[0]?.path]).toEqual([
      422,
      "invalid_request",
      "1.checked_at",
    ]);
    const taken = ahead(298_000);
    expect((await operator.probe(taken)).status).toBe(200);
    expect(Date.parse((await operator.stored(id)).last_probe_at ?? "")).toBe(Date.parse(taken.checked_at));
  });

  it("of more than 100 results (422); 100 are taken", async () => {
    const id = take("probed");
    expect((await refusal(results(id, "+".repeat(101)))).status).toBe(422);
    expect((await refusal([])).status).toBe(422);
    expect((await operator.probe(results(id, "+".repeat(100)))).status).toBe(200);
  });

  it("of an unknown surface, with the known ones beside it (404)", async () => {
    const refused = await refusal([...results(take("probed"), "---"), ...results("no-such-surface", "+")]);
    expect([refused.status, refused.body.code]).toEqual([404, "unknown_surface"]);
  });
});

describe("a probe that falls silent", () => {
  /** As it would be `agoMs` after its last probe, which set the state. */
  async function silent(state: string, agoMs: number): Promise<{ id: string; at: number }> {
    const id = take("probed");
    const at = Date.now() - agoMs;
    await server.sql(
      "UPDATE surface_state SET state = ?, state_since = ?, last_probe_at = ?, updated_at = ?, last_probe_ok = 1, probe_ok_streak = 3, version = version + 1 WHERE surface_id = ?",
      ...[state, iso(at), iso(at), iso(at), id],
    );
    return { id, at };
  }

  it("reads UNKNOWN after 120 s without any cron, where it was OPERATIONAL or DEGRADED", async () => {
    const [soon, up, impaired, down] = [
      await silent("OPERATIONAL", 115_000),
      await silent("OPERATIONAL", 121_000),
      await silent("DEGRADED", 121_000),
      await silent("DOWN", 121_000),
    ];
    await operator.pin(take("plain"), "OPERATIONAL");
    expect(await Promise.all([soon, up, impaired, down].map(({ id }) => stateOf(id)))).toEqual([
      ...["OPERATIONAL", "UNKNOWN", "UNKNOWN", "DOWN"],
    ]);
    expect((await operator.stored(up.id)).state).toBe("OPERATIONAL");
  });

  it("is written by a tick after 90 s, as of 90 s after the last look", async () => {
    const [before, after] = [await silent("OPERATIONAL", 80_000), await silent("OPERATIONAL", 95_000)];
    await server.tick(Date.now());
    expect((await operator.stored(before.id)).state).toBe("OPERATIONAL");
    expect(await operator.stored(after.id)).toMatchObject({ state: "UNKNOWN", state_source: "prober" });
    expect((await auditOf(server, after.id)).at(-1)).toMatchObject({
      previous_state: "OPERATIONAL",
      new_state: "UNKNOWN",
      effective_at: iso(after.at + 90_000),
      actor: "prober",
    });
  });

  it("starts counting anew", async () => {
    const { id } = await silent("OPERATIONAL", 95_000);
    expect(await walk(id, "+++")).toEqual(["UNKNOWN", "UNKNOWN", "OPERATIONAL"]);
  });

  it("counts its 90 s from the last manual OPERATIONAL too", async () => {
    const { id } = await silent("OPERATIONAL", 300_000);
    await operator.pin(id, "OPERATIONAL");
    expect(await stateOf(id)).toBe("OPERATIONAL");
  });
});
