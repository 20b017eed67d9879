import { describe, expect, it } from "vitest";
import { deliver, runbook } from "../support/freescout";
import { get, iso, sleepUntil } from "../support/http";
import { auditOf, expectNothingWritten, expectUnbrokenChain, incidentsOf, updatesOf } from "../support/records";
import { serverForFile } from "../support/server-for-file";
import { startManySurfaces, surfacePool } from "../support/surfaces";

const HOUR_MS = 3_600_000;
const take = surfacePool();
const { server, operator } = serverForFile({}, startManySurfaces);

let lastTicket = 100;
const open = async (surfaceId: string, severity: string, note = "From the ticket.") => {
  const id = ++lastTicket;
  const body = runbook({ id, updated: iso(Date.now() - 1000), tag: surfaceId, severity, note });
  expect((await deliver(server, body)).status).toBe(200);
  return { id, body };
};

describe("a pin", () => {
  it("holds against every other source, which goes on being recorded", async () => {
    const id = take("probed");
    await operator.pin(id, "DEGRADED", { public_note: "By hand." });
    await open(id, "down");
    for (const state of ["DOWN", "OPERATIONAL"])
      await operator.update({ surface_id: id, state, state_source: "prober", actor: "prober" });
    await operator.update({ surface_id: id, state: "PARTIAL", state_source: "3p_poller", actor: "3p_poller" });
    const stored = await operator.stored(id);
    expect(stored).toMatchObject({
      state: "DEGRADED",
      state_source: "manual",
      public_note: "By hand.",
      overridden: true,
      last_probe_ok: true,
      ticket_pending: true,
    });
    expect(stored.open_tickets).toHaveLength(1);
    expect((await incidentsOf(server, id)).map(({ severity }) => severity)).toEqual(["degraded", "down"]);
  });

  it("that has expired is resolved anew at the next read, and stored by the next tick with its own time", async () => {
    const [plain, ticketed, failing, ended, probed] = [
      take("plain"),
      take("plain"),
      take("probed"),
      take("plain"),
      take("probed"),
    ];
    const expiresAt = Date.now() + 3000;
    const expires_at = iso(expiresAt);
    await operator.pin(plain, "DOWN", { expires_at, public_note: "A short trouble." });
    await operator.pin(ticketed, "DOWN", { expires_at });
    await operator.pin(failing, "PARTIAL", { expires_at });
    await operator.pin(probed, "DOWN", { expires_at });
    await operator.pin(ended, "MAINTENANCE", { maintenance_until: expires_at });
    await open(ticketed, "partial");
    await operator.update({ surface_id: failing, state: "DOWN", state_source: "prober", actor: "prober" });
    await operator.update({ surface_id: probed, state: "OPERATIONAL", state_source: "prober", actor: "prober" });
    const told = Date.now();
    expect(told).toBeLessThan(expiresAt);
    expect((await operator.shown(plain)).state).toBe("DOWN");
    expect((await operator.shown(ended)).maintenance_until).toBe(`${expires_at.slice(0, 19)}Z`);

    await sleepUntil(expiresAt);
    const since = `${expires_at.slice(0, 19)}Z`;
    expect(await operator.shown(plain)).toMatchObject({ state: "UNKNOWN", state_since: since, public_note: null });
    expect(await operator.shown(ticketed)).toMatchObject({ state: "PARTIAL", public_note: "From the ticket." });
    expect(await operator.shown(failing)).toMatchObject({ state: "DOWN", state_since: since });
    expect(await operator.shown(probed)).toMatchObject({ state: "OPERATIONAL", state_since: since });
    expect(await operator.shown(ended)).toMatchObject({ state: "OPERATIONAL", maintenance_until: null });
    expect(await operator.stored(plain)).toMatchObject({ state: "DOWN", shown_state: "UNKNOWN", overridden: true });
    expect((await get(server, "/")).text.includes("A short trouble.")).toBe(false);
    expect(await auditOf(server, plain)).toHaveLength(2);

    await server.tick(Date.now());
    expect(await operator.stored(plain)).toMatchObject({
      state: "UNKNOWN",
      shown_state: "UNKNOWN",
      overridden: false,
      state_since: expires_at,
      public_note: null,
    });
    expect((await expectUnbrokenChain(server, plain)).at(-1)).toMatchObject({
      previous_state: "DOWN",
      new_state: "UNKNOWN",
      effective_at: expires_at,
      public_note: null,
    });
    expect(await incidentsOf(server, plain)).toMatchObject([
      { severity: "down", resolved_at: expires_at, public_note: "A short trouble." },
    ]);
    expect((await expectUnbrokenChain(server, ended)).at(-1)).toMatchObject({
      previous_state: "MAINTENANCE",
      new_state: "OPERATIONAL",
      effective_at: expires_at,
      maintenance_until: null,
    });
  });

  it("is one incident from pin to release, of the worst severity it had (contract §2.9)", async () => {
    const id = take("plain");
    const started = Date.now();
    await operator.pin(id, "DEGRADED", { public_note: "Looking." });
    await operator.pin(id, "DOWN", { public_note: "Found." });
    await operator.pin(id, "PARTIAL");
    await operator.pin(id, "OPERATIONAL", { public_note: "All is well." });
    const [incident, ...others] = await incidentsOf(server, id);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ severity: "down", public_note: "All is well." });
    expect(Date.parse(incident?.opened_at ?? "")).toBeGreaterThanOrEqual(started);
    const kinds = (await updatesOf(server, incident?.id ?? 0)).map(({ kind, severity, public_note }) => [
      kind,
      severity,
      public_note,
    ]);
    expect(kinds).toEqual([
      ["opened", "degraded", "Looking."],
      ["updated", "down", "Found."],
      ["updated", "partial", "Found."],
      ["resolved", "down", "All is well."],
    ]);
    await operator.pin(id, "MAINTENANCE");
    expect((await incidentsOf(server, id)).map(({ severity }) => severity)).toEqual(["down", "maintenance"]);
  });
});

describe("a release", () => {
  it("is OPERATIONAL at once, with a ticket open, which a replay leaves and its next update ends", async () => {
    const id = take("plain");
    const { id: ticket, body } = await open(id, "partial");
    await operator.pin(id, "DOWN");
    expect((await operator.pin(id, "OPERATIONAL")).body.surface).toMatchObject({
      state: "OPERATIONAL",
      state_source: "manual",
      overridden: false,
      ticket_pending: true,
    });
    await deliver(server, body);
    expect((await operator.stored(id)).state).toBe("OPERATIONAL");
    await deliver(
      server,
      runbook({ id: ticket, updated: iso(Date.now()), tag: id, severity: "partial", note: "More." }),
    );
    expect(await operator.stored(id)).toMatchObject({ state: "PARTIAL", state_source: "freescout" });
  });

  it("ends a running window of that surface, and of no other", async () => {
    const [id, other] = [take("plain"), take("plain")];
    const ends_at = iso(Date.now() + HOUR_MS);
    await operator.plan({ surface_ids: [id, other], starts_at: iso(Date.now() - 1000), ends_at });
    expect((await operator.stored(id)).state).toBe("MAINTENANCE");
    await operator.pin(id, "OPERATIONAL");
    expect(await operator.shown(id)).toMatchObject({ state: "OPERATIONAL", maintenance_until: null });
    expect((await operator.shown(other)).state).toBe("MAINTENANCE");
    expect((await incidentsOf(server, id))[0]?.resolved_at).not.toBeNull();
    expect((await incidentsOf(server, other))[0]?.resolved_at).toBeNull();
  });
});

describe("the pending flag and the note", () => {
  it("true sets the flag, an absent key leaves it, false clears it, a release clears it", async () => {
    const id = take("plain");
    const pending = async (state: string, more = {}) =>
      (await operator.pin(id, state, more)).body.surface.ticket_pending;
    expect(await pending("DEGRADED", { ticket_pending: true })).toBe(true);
    expect(await pending("DEGRADED")).toBe(true);
    expect(await pending("DEGRADED", { ticket_pending: false })).toBe(false);
    expect(await pending("DOWN", { ticket_pending: true })).toBe(true);
    expect(await pending("OPERATIONAL")).toBe(false);
  });

  it("false clears only the flag: an open ticket still shows", async () => {
    const id = take("plain");
    await open(id, "degraded");
    const { body } = await operator.pin(id, "DEGRADED", { ticket_pending: false });
    expect(body.surface.ticket_pending).toBe(true);
    expect((await operator.shown(id)).ticket_pending).toBe(true);
  });

  it("an absent note leaves the note, null clears it", async () => {
    const id = take("plain");
    const note = async (more = {}) => (await operator.pin(id, "DEGRADED", more)).body.surface.public_note;
    expect(await note({ public_note: "Looking." })).toBe("Looking.");
    expect(await note()).toBe("Looking.");
    expect(await note({ public_note: null })).toBeNull();
  });

  it("each manual write is audited, also one that changes nothing", async () => {
    const id = take("plain");
    expect((await operator.pin(id, "DOWN", { public_note: "Down." })).body.changed).toBe(true);
    expect((await operator.pin(id, "DOWN", { public_note: "Down.", actor: "second" })).body.changed).toBe(false);
    expect((await operator.pin(id, "DOWN", { public_note: "Still down." })).body.changed).toBe(true);
    const rows = await expectUnbrokenChain(server, id);
    expect(rows.slice(1).map((row) => [row.actor, row.previous_state, row.new_state, row.public_note])).toEqual([
      ["ops", "UNKNOWN", "DOWN", "Down."],
      ["second", "DOWN", "DOWN", "Down."],
      ["ops", "DOWN", "DOWN", "Still down."],
    ]);
    const [surface] = await server.sql<{ state_since: string }>(
      "SELECT state_since FROM surface_state WHERE surface_id = ?",
      id,
    );
    expect(surface?.state_since).toBe(rows[1]?.effective_at);
  });

  it.each([
    ["Orders through Alpaca are delayed.", "broker_name", "Alpaca"],
    ["We expect recovery by 15:00.", "forward_looking", "We expect"],
    ["The fix should be resolved by noon.", "forward_looking", "should be resolved"],
    ["Write to jane@corp.example for details.", "email_address", "jane@corp.example"],
    ["The host raxx-api-prod does not answer.", "internal_host", "raxx-api-prod"],
    ["Rotated api_key=Zx81kQpl0aa93Hd7 just now.", "credential", "api_key=Zx81kQpl0aa93Hd7"],
  ])("refuses %j and names the rule and the words", async (public_note, rule, words) => {
    const id = take("plain");
    const refused = await expectNothingWritten(server, () => operator.pin(id, "DOWN", { public_note }));
    expect([refused.status, refused.body.code]).toEqual([422, "copy_policy"]);
    const issue = refused.body.issues?.find((found) => found.rule === rule);
    expect(issue?.path).toBe("public_note");
    expect(issue?.words).toContain(words);
  });
});
