import { describe, expect, it } from "vitest";
import { iso } from "../../support/http";
import { auditOf, expectUnbrokenChain } from "../../support/records";
import { serverForFile } from "../../support/server-for-file";
import { startManySurfaces, surfacePool } from "../../support/surfaces";

const HOUR_MS = 3_600_000;
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

describe("results of the watcher outside (contract §21.4)", () => {
  const check = async (key: string) =>
    (await server.sql("SELECT ok, summary FROM ops_checks WHERE check_key = ?", key))[0];
  const openAlerts = async (id: string) =>
    (
      await server.sql(
        "SELECT alert_key FROM ops_alerts WHERE closed_at IS NULL AND alert_key LIKE ? ORDER BY alert_key DESC",
        `%:${id}`,
      )
    ).map(({ alert_key }) => alert_key);
  const day = 86_400_000;

  it("change no state and no streak: they are evidence beside the prober's own", async () => {
    const id = take("probed");
    const outside = results(id, "---").map((result) => ({ ...result, vantage: "outside", error: "timeout" }));
    expect((await operator.probe(outside)).status).toBe(200);
    expect(await check(`outside:${id}`)).toEqual({ ok: 0, summary: "fails: timeout" });
    expect((await operator.shown(id)).state).toBe("UNKNOWN");
    expect((await operator.probe(results(id, "+++"))).status).toBe(200);
    expect((await operator.shown(id)).state).toBe("OPERATIONAL");
    expect((await operator.probe(outside.map((each) => ({ ...each, surface_id: "nope" })))).status).toBe(404);
  });

  it("tell of a certificate 21 and 7 days before its end, each once, until it is renewed", async () => {
    const id = take("probed");
    const ends = async (days: number) => {
      const end = { vantage: "outside", tls_expires_at: iso(Date.now() + days * day) };
      const body = results(id, "+").map((result) => ({ ...result, ...end }));
      expect((await operator.probe(body)).status).toBe(200);
      return openAlerts(id);
    };
    expect([await ends(22), await ends(20), await ends(6), await ends(90)]).toEqual([
      [],
      [`tls:${id}`],
      [`tls:${id}`, `tls-last-days:${id}`],
      [],
    ]);
  });
});

describe("a manual write that was said before it could be sent (contract §4.2)", () => {
  const ID = "0b6f6f5e-9f0e-4d54-8f7e-000000000001";
  const said = (surface_id: string, state: string, agoMs: number, request_id: string) =>
    operator.update({
      ...{ surface_id, state, state_source: "manual", actor: "Ada of ops", public_note: "Logins fail." },
      ...{ request_id, said_at: iso(Date.now() - agoMs) },
    });

  it("takes effect at its own time, in its signer's name, and once however often it is sent", async () => {
    const id = take("plain");
    const at = Date.now() - 600_000;
    const body = {
      surface_id: id,
      state: "DOWN",
      state_source: "manual",
      actor: "Ada of ops",
      public_note: "Logins fail.",
    };
    for (let i = 0; i < 3; i++)
      expect((await operator.update({ ...body, request_id: ID, said_at: iso(at) })).status).toBe(200);
    const rows = (await auditOf(server, id)).filter(({ actor }) => actor === "Ada of ops");
    expect(rows).toHaveLength(1);
    expect(await server.sql("SELECT actor, action FROM operator_actions WHERE request_id = ?", ID)).toEqual([
      { actor: "Ada of ops", action: "update_surface" },
    ]);
    await expectUnbrokenChain(server, id);
  });

  it("does not undo what an operator has said since", async () => {
    const id = take("plain");
    await operator.pin(id, "PARTIAL");
    expect((await said(id, "DOWN", 3_600_000, `${ID}-b`)).body.surface.state).toBe("PARTIAL");
    await operator.pin(id, "OPERATIONAL");
    expect((await said(id, "DOWN", 3_600_000, `${ID}-c`)).body.surface.state).toBe("OPERATIONAL");
  });

  it("is refused from another source, of a time to come, and after a week", async () => {
    const id = take("plain");
    const probed = await operator.update({
      surface_id: id,
      state: "DOWN",
      state_source: "prober",
      request_id: `${ID}-d`,
    });
    expect(probed.status).toBe(422);
    expect((await said(id, "DOWN", -600_000, `${ID}-e`)).status).toBe(422);
    expect((await said(id, "DOWN", 8 * 24 * HOUR_MS, `${ID}-f`)).status).toBe(422);
  });
});
