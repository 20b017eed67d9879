import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppError } from "@/lib/platform/problems";
import { recordProbeResults } from "@/lib/services/probes/record";
import { readFeed, readStatuspage } from "@/lib/services/public/read-documents";
import { readPage } from "@/lib/services/public/read-page";
import { MINUTE_MS, ON_CALL, RELIEF, startDesk } from "../../support/desk";

let desk: Awaited<ReturnType<typeof startDesk>>;
beforeAll(async () => {
  desk = await startDesk();
}, 120_000);
afterAll(() => desk.stop());

const expectRefused = async (body: object, code: string, path: string) => {
  const refused = await desk.write(body).then(
    () => null,
    (error: AppError) => error,
  );
  expect([refused?.code, refused?.issues?.[0]?.path]).toEqual([code, path]);
};

const LIFE = [
  ["opened", "investigating", "partial", "Logins fail for some.", "app:partial api:degraded"],
  ["updated", "identified", "partial", null, ""],
  ["updated", "identified", "down", "A certificate has expired.", "app:down api:- docs:partial"],
  ["updated", "monitoring", "down", null, "app:down docs:partial"],
  ["resolved", "resolved", "down", "The certificate is renewed.", "app:- docs:-"],
];

describe("an operator's incident", () => {
  test("is told alike by its page, feeds, Statuspage's API and the front page, from its first word to its postmortem", async () => {
    const { publicId, incident_id } = await desk.open(
      { app: "partial", api: "degraded" },
      { title: "Login trouble", public_note: "Logins fail for some." },
    );
    expect(await desk.states()).toMatchObject({ app: "PARTIAL pending", api: "DEGRADED pending", docs: "UNKNOWN" });
    const update = { action: "update_incident", incident_id };
    await desk.write({ ...update, surfaces: [await desk.on("app", "partial")], phase: "identified" });
    const changed = [await desk.on("app", "down"), await desk.on("api", null), await desk.on("docs", "partial")];
    await desk.write({ ...update, surfaces: changed, public_note: "A certificate has expired." });
    expect(await desk.states()).toMatchObject({ app: "DOWN pending", api: "OPERATIONAL", docs: "PARTIAL pending" });
    await desk.write({ ...update, surfaces: [await desk.on("app", "down")], phase: "monitoring" });
    const { active } = await readPage(desk.context());
    expect(active.map((it) => [it.id, it.surface_id, it.title, it.phase, it.updates])).toEqual([
      [publicId, "docs", "Login trouble", "monitoring", 4],
      [publicId, "app", "Login trouble", "monitoring", 4],
    ]);
    const resolved = { action: "resolve_incident", incident_id, public_note: "The certificate is renewed." };
    await desk.write({ ...resolved, surfaces: [await desk.on("app"), await desk.on("docs")] });
    expect(await desk.states()).toMatchObject({ app: "OPERATIONAL", docs: "OPERATIONAL" });
    await desk.write({
      action: "postmortem",
      incident_id,
      revision: 5,
      text: "Nobody had renewed it.\n\nNow a job does.",
    });

    const incident = await desk.tell(publicId);
    expect(incident).toMatchObject({ title: "Login trouble", resolvedAt: desk.context().now - MINUTE_MS });
    expect(
      incident?.words.map(({ kind, phase, severity, note, changes }) => [
        ...[kind, phase, severity, note],
        kind === "updated" && note === null && phase === "identified"
          ? ""
          : changes.map(({ surfaceId, severity: there }) => `${surfaceId}:${there ?? "-"}`).join(" "),
      ]),
    ).toEqual(LIFE);
    expect(incident?.postmortem).toMatchObject({ revision: 6, text: "Nobody had renewed it.\nNow a job does." });
    const rss = (await readFeed(desk.context(), "history.rss")).text;
    for (const revision of [1, 2, 3, 4, 5, 6]) expect(rss).toContain(`>${publicId}#${revision}<`);
    const { incidents } = JSON.parse((await readStatuspage(desk.context(), "incidents.json")).text);
    expect(incidents[0]).toMatchObject({ name: "Login trouble", status: "postmortem" });
    expect(await desk.rows("SELECT DISTINCT source FROM incident_revisions")).toEqual([{ source: "manual" }]);
    const audit = await desk.rows<{ actor: string; note: string }>(
      "SELECT actor, note FROM status_audit_log WHERE surface_id = 'app' AND actor LIKE 'operator:%' ORDER BY id",
    );
    expect(audit.map(({ actor, note }) => [actor, note.split("; ").at(-1)])).toEqual(
      ["incident opened", "updated", "updated", "updated", "resolved", "postmortem published"].map((what) => [
        ON_CALL.actor,
        what === "incident opened" ? what : `${publicId}${what.startsWith("post") ? ":" : ""} ${what}`,
      ]),
    );
  });

  test("is previewed as it is then told, and nothing is stored", async () => {
    const surfaces = [await desk.on("app", "down"), await desk.on("docs", "partial")];
    const body = {
      action: "open_incident",
      surfaces,
      title: "Charts are blank",
      public_note: "No candles. Since noon.",
    };
    const { story, overall_after: after } = await desk.preview(body);
    expect([after, story?.active.map((it) => [it.surface_id, it.title, it.phase])]).toEqual([
      "DOWN",
      [
        ["app", "Charts are blank", "investigating"],
        ["docs", "Charts are blank", "investigating"],
      ],
    ]);
    expect(story?.feed).toMatchObject({ title: "Charts are blank", heading: "Opened: Service disruption" });
    expect(story?.mail.text).toContain("No candles. Since noon.");
    expect(await desk.rows("SELECT * FROM status_incidents WHERE resolved_at IS NULL")).toEqual([]);

    const { publicId, incident_id } = await desk.open({ app: "down", docs: "partial" }, { title: "Charts are blank" });
    const move = {
      action: "update_incident",
      incident_id,
      surfaces: [await desk.on("app", "degraded")],
      phase: "monitoring",
    };
    const expected = (await desk.preview(move)).story?.active;
    await desk.write(move);
    const shown = (await readPage(desk.context())).active.toSorted((a, b) => a.surface_id.localeCompare(b.surface_id));
    expect(shown.map(({ last_update_at: _, ...it }) => it)).toEqual(
      expected?.map(({ last_update_at: _, ...it }) => it),
    );
    expect(shown[0]?.id).toBe(publicId);
    await desk.write({ action: "resolve_incident", incident_id, surfaces: [await desk.on("app")] });
  });

  test("lets probes go on counting, is downgraded by a recovery and raised again by its operator", async () => {
    const probe = async (ok: boolean) => {
      const checked_at = desk.later();
      await recordProbeResults(desk.context(), [{ surface_id: "probed", ok, checked_at }]);
    };
    for (const _ of [1, 2, 3]) await probe(true);
    const { incident_id } = await desk.open({ probed: "partial" });
    for (const _ of [1, 2, 3]) await probe(false);
    expect((await desk.states()).probed).toBe("DOWN pending");
    for (const _ of [1, 2, 3]) await probe(true);
    expect((await desk.states()).probed).toBe("DEGRADED pending");
    const update = { action: "update_incident", incident_id, public_note: "Better." };
    await desk.write({ ...update, surfaces: [await desk.on("probed", "partial")] });
    expect((await desk.states()).probed).toBe("DEGRADED pending");
    await desk.write({ action: "update_incident", incident_id, surfaces: [await desk.on("probed", "down")] });
    expect((await desk.states()).probed).toBe("DOWN pending");
    await desk.write({ action: "resolve_incident", incident_id, surfaces: [await desk.on("probed")] });
    expect((await desk.states()).probed).toBe("OPERATIONAL");
  });

  test("acts once for a request that is sent twice, and is undone by what its answer names", async () => {
    const surfaces = [await desk.on("docs", "down")];
    const body = { action: "open_incident", request_id: "twice-and-once", surfaces, public_note: "Search fails." };
    const first = await desk.write(body);
    const again = await desk.write(body);
    expect(again).toMatchObject({ replayed: true, incident_id: first.incident_id, undo: first.undo });
    expect(await desk.rows("SELECT id FROM status_incidents WHERE resolved_at IS NULL")).toHaveLength(1);
    const { undo } = await desk.write(first.undo ?? {});
    expect((await desk.tell(first.incident_id ?? ""))?.words.map(({ kind }) => kind)).toEqual(["opened", "resolved"]);
    await desk.write({ ...undo });
    expect(await desk.tell(first.incident_id ?? "")).toMatchObject({ resolvedAt: null, severity: "down" });
    expect((await desk.states()).docs).toBe("DOWN pending");
    await desk.write({ ...first.undo, surfaces: [await desk.on("docs")] });
  });

  test("is not written over what another operator did meanwhile", async () => {
    const seen = await desk.on("app", "down");
    const { incident_id, publicId } = await desk.open({ app: "partial" });
    const refused = { code: "changed_meanwhile", meanwhile: [{ actor: ON_CALL.actor, new_state: "PARTIAL" }] };
    await expect(desk.write({ action: "open_incident", surfaces: [seen] }, RELIEF)).rejects.toMatchObject(refused);
    const own = { action: "update_incident", incident_id, surfaces: [seen], phase: "identified" };
    await expect(desk.write(own, RELIEF)).rejects.toMatchObject(refused);
    await desk.write(own);
    await desk.write({ action: "resolve_incident", incident_id, surfaces: [await desk.on("app")] }, RELIEF);
    const document = { action: "postmortem", incident_id, text: "It was late." };
    await desk.write({ ...document, revision: 3 });
    await expect(desk.write({ ...document, revision: 3, text: "Theirs." }, RELIEF)).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
    await desk.write({ ...document, revision: 4, text: "It was very late." }, RELIEF);
    expect((await desk.tell(publicId))?.postmortem).toMatchObject({ revision: 5, text: "It was very late." });
  });

  test.each([
    ["a note that promises", { public_note: "ETA 5 minutes." }, "copy_policy", "public_note"],
    ["a title that promises", { title: "Back soon, expected to recover by 15:00" }, "copy_policy", "title"],
    [
      "a surface that it is not on",
      { surfaces: [{ surface_id: "docs", version: 0, severity: null }] },
      "invalid_request",
      "surfaces",
    ],
    [
      "its last surface",
      { surfaces: [{ surface_id: "api", version: 0, severity: null }] },
      "invalid_request",
      "surfaces",
    ],
    ["nothing new", {}, "invalid_request", "phase"],
  ])("is not updated by %s", async (_, change, code, path) => {
    const known = (await desk.rows<{ id: number }>("SELECT id FROM status_incidents WHERE resolved_at IS NULL"))[0]?.id;
    const incident_id = known ?? (await desk.open({ api: "degraded" })).incident_id;
    const surfaces = [await desk.on("api", "degraded")];
    const body = { action: "update_incident", incident_id, surfaces, ...change };
    const seen = await Promise.all(
      body.surfaces.map(async (each) => ({ ...(await desk.on(each.surface_id)), severity: each.severity })),
    );
    await expectRefused({ ...body, surfaces: seen }, code, path);
  });

  test("has no postmortem while it is open, and none that breaks the note policy over a broken line", async () => {
    const [{ id: incident_id = 0 } = {}] = await desk.rows<{ id: number }>(
      "SELECT id FROM status_incidents WHERE resolved_at IS NULL",
    );
    const document = { action: "postmortem", incident_id, revision: 1, text: "It broke." };
    await expectRefused(document, "invalid_request", "incident_id");
    await desk.write({ action: "resolve_incident", incident_id, surfaces: [await desk.on("api")] });
    const hidden = { ...document, revision: 2, text: "It is expected\nto recover soon." };
    await expectRefused(hidden, "copy_policy", "text");
    await desk.write({ ...document, revision: 2 });
    expect(await desk.rows("SELECT id FROM status_incidents WHERE resolved_at IS NULL")).toEqual([]);
  });
});

test("an override's incident is told by its override, but may have a postmortem", async () => {
  await desk.write({ action: "override", surfaces: [await desk.on("docs")], state: "DOWN" });
  const [{ id: incident_id = 0 } = {}] = await desk.rows<{ id: number }>("SELECT max(id) AS id FROM status_incidents");
  const update = {
    action: "update_incident",
    incident_id,
    surfaces: [await desk.on("docs", "down")],
    phase: "identified",
  };
  await expectRefused(update, "invalid_request", "incident_id");
  await desk.write({ action: "clear", surfaces: [await desk.on("docs")] });
  await desk.write({ action: "postmortem", incident_id, revision: 2, text: "A disk was full." });
  const told = await desk.tell(`inc_${String(incident_id).padStart(5, "0")}`);
  expect(told).toMatchObject({ postmortem: { text: "A disk was full." }, resolvedAt: expect.any(Number) });
});
