import { describe, expect, it } from "vitest";
import { iso, sleepUntil } from "../support/http";
import { auditOf, expectNothingWritten, expectUnbrokenChain, incidentsOf } from "../support/records";
import { serverForFile } from "../support/server-for-file";
import { startManySurfaces, surfacePool } from "../support/surfaces";

const HOUR_MS = 3_600_000;
const take = surfacePool();
const { server, operator } = serverForFile({}, startManySurfaces);

/** A window from and until so many milliseconds from now. */
async function plan(surface_ids: string[], fromMs: number, untilMs: number, more: object = {}) {
  const now = Date.now();
  const [starts, ends] = [now + fromMs, now + untilMs];
  const { status, body } = await operator.plan({ surface_ids, starts_at: iso(starts), ends_at: iso(ends), ...more });
  expect(status).toBe(201);
  return { id: body.id, starts, ends, body };
}

const seconds = (ms: number) => `${iso(ms).slice(0, 19)}Z`;
const audited = async (id: string) =>
  (await auditOf(server, id)).slice(1).map((row) => [row.previous_state, row.new_state, row.effective_at]);

describe("windows", () => {
  it("are planned, listed by start, and cancelled without a trace in the incidents", async () => {
    const [a, b] = [take("plain"), take("plain")];
    const later = await plan([a, b], 2 * HOUR_MS, 3 * HOUR_MS, { public_note: "Database upgrade." });
    const sooner = await plan([a], HOUR_MS, 2 * HOUR_MS);
    expect(later.body).toMatchObject({
      surface_ids: [a, b],
      starts_at: iso(later.starts),
      ends_at: iso(later.ends),
      public_note: "Database upgrade.",
    });
    const listed = (await operator.windows()).filter((window) => window.surface_ids.includes(a));
    expect(listed.map(({ id }) => id)).toEqual([sooner.id, later.id]);
    expect(listed[1]?.surface_ids.sort()).toEqual([a, b].sort());
    for (const { id } of [sooner, later]) expect((await operator.end(id)).status).toBe(200);
    expect((await operator.windows()).filter((window) => window.surface_ids.includes(a))).toEqual([]);
    expect(await incidentsOf(server, a)).toEqual([]);
    expect((await operator.shown(a)).state).toBe("UNKNOWN");
  });

  it("that are unknown or over can't be deleted (404)", async () => {
    const { id } = await plan([take("plain")], HOUR_MS, 2 * HOUR_MS);
    await operator.end(id);
    for (const gone of [id, "win_0000000000000000"]) {
      const { status, body } = await expectNothingWritten(server, () => operator.end(gone));
      expect([status, body.code]).toEqual([404, "unknown_window"]);
    }
  });

  it.each([
    ["an end in the past", -2 * HOUR_MS, -HOUR_MS, "ends_at"],
    ["an end before its start", 2 * HOUR_MS, HOUR_MS, "ends_at"],
    ["an end at its start", HOUR_MS, HOUR_MS, "ends_at"],
  ])("with %s are refused (422)", async (_, from, until, path) => {
    const now = Date.now();
    const body = { surface_ids: [take("plain")], starts_at: iso(now + from), ends_at: iso(now + until) };
    const refused = await expectNothingWritten(server, () => operator.plan(body));
    expect([refused.status, refused.body.issues?.map((issue) => issue.path)]).toEqual([422, [path]]);
  });

  it("that are planned again under the same request_id, also at once, are one", async () => {
    const id = take("plain");
    const now = Date.now();
    const body = {
      surface_ids: [id],
      starts_at: iso(now + HOUR_MS),
      ends_at: iso(now + 2 * HOUR_MS),
      request_id: "nightly-2026-11-29",
    };
    const answers = await Promise.all([1, 2, 3].map(() => operator.plan(body)));
    answers.push(await operator.plan(body));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect((await operator.windows()).filter((window) => window.surface_ids.includes(id))).toHaveLength(1);
    await operator.end(answers[0]?.body.id ?? "");
    expect((await operator.plan(body)).body).toMatchObject({ phase: "cancelled" });
  });

  it("that are planned again without a request_id, a moment later or at once, are one; another plan is another", async () => {
    const id = take("plain");
    const [starts, ends] = [Date.now() + HOUR_MS, Date.now() + 2 * HOUR_MS];
    const body = { surface_ids: [id], starts_at: iso(starts), ends_at: iso(ends), public_note: "Sent again." };
    const answers = await Promise.all([1, 2, 3].map(() => operator.plan(body)));
    answers.push(await operator.plan(body));
    expect(answers.map(({ status, body: window }) => [status, window.id])).toEqual(
      Array(4).fill([201, answers[0]?.body.id]),
    );
    const others = [{ public_note: "Another." }, { actor: "raptor" }, { ends_at: iso(ends + 1) }];
    for (const other of others) await operator.plan({ ...body, ...other });
    await operator.end(answers[0]?.body.id ?? "");
    expect((await operator.plan(body)).body.id).not.toBe(answers[0]?.body.id);
    expect((await operator.windows()).filter(({ surface_ids }) => surface_ids.includes(id))).toHaveLength(4);
  });

  it("of an unknown surface are refused (404), with the known ones beside it", async () => {
    const span = { starts_at: iso(Date.now()), ends_at: iso(Date.now() + HOUR_MS) };
    const body = { surface_ids: [take("plain"), "no-such-surface"], ...span };
    const refused = await expectNothingWritten(server, () => operator.plan(body));
    expect([refused.status, refused.body.code]).toEqual([404, "unknown_surface"]);
  });

  it("whose note promises an end are refused (422 copy_policy)", async () => {
    const span = { starts_at: iso(Date.now()), ends_at: iso(Date.now() + HOUR_MS) };
    const body = { surface_ids: [take("plain")], ...span, public_note: "Expected to be back soon." };
    const refused = await expectNothingWritten(server, () => operator.plan(body));
    expect([refused.status, refused.body.code]).toEqual([422, "copy_policy"]);
  });

  it("with a start in the past begin at once", async () => {
    const id = take("probed");
    const { ends } = await plan([id], -HOUR_MS, HOUR_MS, { public_note: "Upgrade." });
    expect(await operator.stored(id)).toMatchObject({ state: "MAINTENANCE", state_source: "schedule" });
    expect(await operator.shown(id)).toMatchObject({
      state: "MAINTENANCE",
      maintenance_until: seconds(ends),
      public_note: "Upgrade.",
    });
    expect(Date.now() - Date.parse((await operator.shown(id)).state_since)).toBeLessThan(60_000);
  });
});

describe("a window's start and end", () => {
  it("hold at read time without any cron, and the tick after them writes each with its own time", async () => {
    const id = take("plain");
    await operator.pin(id, "OPERATIONAL");
    const { starts, ends } = await plan([id], 1500, 3000);
    expect((await operator.shown(id)).state).toBe("OPERATIONAL");
    await sleepUntil(starts);
    expect(await operator.shown(id)).toMatchObject({
      state: "MAINTENANCE",
      state_since: seconds(starts),
      maintenance_until: seconds(ends),
    });
    expect(await operator.stored(id)).toMatchObject({ state: "OPERATIONAL", shown_state: "MAINTENANCE" });
    await sleepUntil(ends);
    expect(await operator.shown(id)).toMatchObject({ state: "OPERATIONAL", state_since: seconds(ends) });
    expect((await operator.stored(id)).state).toBe("OPERATIONAL");
    await server.tick(Date.now());
    expect((await audited(id)).slice(1)).toEqual([
      ["OPERATIONAL", "MAINTENANCE", iso(starts)],
      ["MAINTENANCE", "OPERATIONAL", iso(ends)],
    ]);
    await expectUnbrokenChain(server, id);
    expect(await incidentsOf(server, id)).toMatchObject([
      { severity: "maintenance", opened_at: iso(starts), resolved_at: iso(ends) },
    ]);
  });

  it("are written by ticks, once each, with one incident per surface (contract §2.9)", async () => {
    const ids = [take("plain"), take("plain")];
    const { starts, ends } = await plan(ids, 10 * HOUR_MS, 11 * HOUR_MS, { public_note: "Upgrade." });
    for (const at of [starts - 1, starts + 30_000, starts + 90_000, ends + 5000, ends + 65_000]) await server.tick(at);
    for (const id of ids) {
      expect(await audited(id)).toEqual([
        ["UNKNOWN", "MAINTENANCE", iso(starts)],
        ["MAINTENANCE", "OPERATIONAL", iso(ends)],
      ]);
      expect(await incidentsOf(server, id)).toMatchObject([
        { severity: "maintenance", opened_at: iso(starts), resolved_at: iso(ends), public_note: "Upgrade." },
      ]);
    }
  });

  it("that overlap last until the latest end, one incident each", async () => {
    const id = take("plain");
    const first = await plan([id], 20 * HOUR_MS, 22 * HOUR_MS);
    const second = await plan([id], 21 * HOUR_MS, 23 * HOUR_MS);
    await server.tick(second.starts + 1000);
    expect(await operator.stored(id)).toMatchObject({ state: "MAINTENANCE", maintenance_until: iso(second.ends) });
    await server.tick(first.ends + 1000);
    expect((await operator.stored(id)).state).toBe("MAINTENANCE");
    await server.tick(second.ends + 1000);
    expect((await operator.stored(id)).state).toBe("OPERATIONAL");
    const spans = (await incidentsOf(server, id)).map((incident) => [incident.opened_at, incident.resolved_at]);
    expect(spans).toEqual([
      [iso(first.starts), iso(first.ends)],
      [iso(second.starts), iso(second.ends)],
    ]);
  });

  it("leave a pinned surface pinned", async () => {
    const id = take("plain");
    await operator.pin(id, "DOWN");
    await plan([id], -1000, HOUR_MS);
    expect(await operator.stored(id)).toMatchObject({ state: "DOWN", state_source: "manual" });
    await operator.pin(id, "OPERATIONAL");
    expect((await operator.stored(id)).state).toBe("OPERATIONAL");
  });

  it("come at once when a running window is deleted", async () => {
    const id = take("plain");
    const { id: window } = await plan([id], -1000, HOUR_MS);
    expect((await operator.end(window)).status).toBe(200);
    expect(await operator.shown(id)).toMatchObject({ state: "OPERATIONAL", maintenance_until: null });
    const [incident] = await incidentsOf(server, id);
    expect(Date.now() - Date.parse(incident?.resolved_at ?? "")).toBeLessThan(60_000);
  });
});

describe("a surface with a probe, after its window", () => {
  it("is what the first result at or after the end says", async () => {
    const [well, failing, waiting] = [take("probed"), take("probed"), take("probed")];
    const { ends } = await plan([well, failing, waiting], -1000, 2500);
    const probe = (surface_id: string, ok: boolean, at: number) =>
      operator.probe({ surface_id, ok, checked_at: iso(at) });
    await probe(well, false, ends - 500);
    await sleepUntil(ends);
    await probe(failing, true, ends - 100);
    for (const id of [well, failing, waiting]) expect((await operator.shown(id)).state).toBe("MAINTENANCE");
    await probe(well, true, ends);
    await probe(failing, false, ends + 1);
    expect((await operator.shown(well)).state).toBe("OPERATIONAL");
    expect((await operator.shown(failing)).state).toBe("DOWN");
    expect((await operator.shown(waiting)).state).toBe("MAINTENANCE");
    for (const id of [well, failing]) await expectUnbrokenChain(server, id);
  });

  it("that is not probed within 90 s of the end is UNKNOWN", async () => {
    const id = take("probed");
    const { starts, ends } = await plan([id], 30 * HOUR_MS, 31 * HOUR_MS);
    const states = [];
    for (const at of [starts, ends + 1000, ends + 89_000, ends + 91_000]) {
      await server.tick(at);
      states.push((await operator.stored(id)).state);
    }
    expect(states).toEqual(["MAINTENANCE", "MAINTENANCE", "MAINTENANCE", "UNKNOWN"]);
    expect((await audited(id)).at(-1)).toEqual(["MAINTENANCE", "UNKNOWN", iso(ends + 90_000)]);
    expect(await incidentsOf(server, id)).toMatchObject([{ opened_at: iso(starts), resolved_at: iso(ends) }]);
  });
});
