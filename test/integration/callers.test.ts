import { describe, expect, it } from "vitest";
import { expectNothingWritten } from "../support/records";
import { serverForFile } from "../support/server-for-file";
import { startManySurfaces, surfacePool } from "../support/surfaces";

const take = surfacePool();
const { server, operator } = serverForFile({}, startManySurfaces);
const saysOf =
  (state_source: string, surface_id: string) =>
  (state: string, more: object = {}) =>
    operator.update({ surface_id, state, state_source, ...more });

describe("what callers know from Raptor's documents", () => {
  it("a prober's UNKNOWN changes nothing, and registers a surface that has no row", async () => {
    const id = take("plain");
    expect((await saysOf("prober", id)("UNKNOWN")).body).toMatchObject({ surface: { state: "UNKNOWN" } });
    await saysOf("manual", id)("OPERATIONAL");
    expect((await saysOf("prober", id)("UNKNOWN")).body).toMatchObject({
      changed: false,
      surface: { state: "OPERATIONAL" },
    });
  });

  it("ticket_pending may be 1 and 0", async () => {
    const id = take("plain");
    await saysOf("manual", id)("DEGRADED", { ticket_pending: 1 });
    expect((await operator.shown(id)).ticket_pending).toBe(true);
    await saysOf("manual", id)("DEGRADED", { ticket_pending: 0 });
    expect((await operator.shown(id)).ticket_pending).toBe(false);
  });

  it.each([
    ["note", "public_note"],
    ["last_probe_at", "probe-results"],
    ["severity", "state"],
    ["colour", "not known"],
  ])("the key %s is refused with what to send: %s", async (key, instead) => {
    const says = saysOf("manual", take("plain"));
    const refused = await expectNothingWritten(server, () => says("DEGRADED", { [key]: "x" }));
    expect([refused.status, refused.body.issues?.[0]?.message]).toEqual([422, expect.stringContaining(instead)]);
  });

  it.each([
    "operator:alice@example.com",
    "\u200boperator:alice@example.com",
    "оperator：alice",
    "Service :ci",
    "ops\noperator:alice",
    "\u202eppa",
    "\u3164ops",
  ])("the actor %j is refused", async (actor) => {
    const says = saysOf("manual", take("plain"));
    const refused = await expectNothingWritten(server, () => says("DEGRADED", { actor }));
    expect([refused.status, refused.body.issues?.[0]?.path]).toEqual([422, "actor"]);
  });

  it("a note that nobody can see is none", async () => {
    const id = take("plain");
    await saysOf("manual", id)("DEGRADED", { public_note: "\u3164\u00ad\u200d" });
    expect((await operator.shown(id)).public_note).toBeNull();
  });
});
