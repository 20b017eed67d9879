import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "@/lib/platform/problems";
import { UpdateSurface } from "@/lib/schemas/internal";
import { readFeed, readStatuspage } from "@/lib/services/public/read-documents";
import { readIncident } from "@/lib/services/public/read-incident";
import { readPage } from "@/lib/services/public/read-page";
import { updateSurface } from "@/lib/services/surfaces/update";
import { type IncidentWorld, publicId, startIncidentWorld } from "../support/incident-world";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 5, 1, 12);

let world: IncidentWorld;
beforeAll(async () => {
  world = await startIncidentWorld(["app", "api", "docs"], NOW - MINUTE_MS);
}, 120_000);
afterAll(() => world.stop());

/** Raptor's word on a surface, some minutes into an hour of the test's own. */
const says = (hour: number, minute: number, surface_id: string, state: string, more: object = {}) => {
  const body = UpdateSurface.parse({ surface_id, state, state_source: "freescout", actor: "raptor", ...more });
  return updateSurface(world.at(NOW + hour * HOUR_MS + minute * MINUTE_MS), body);
};

const rowsOf = (hour: number) => world.rowsOf(NOW + hour * HOUR_MS, NOW + (hour + 1) * HOUR_MS);

async function toldOf(id: number, now: number) {
  const { incident } = await readIncident(world.at(now), publicId(id));
  return {
    title: incident?.title,
    id: incident?.id,
    surfaces: incident?.surfaces.map((surface) => surface.id),
    words: incident?.words.map(({ kind, phase, note }) => [kind, phase, note]),
  };
}

test("the same key on several surfaces is one incident, told under one title by every reader", async () => {
  const key = { incident: "deploy 4711: payments" };
  const opening = { ...key, title: "Payments fail", phase: "investigating", public_note: "Some payments fail." };
  await says(0, 0, "app", "DOWN", opening);
  await says(0, 1, "api", "PARTIAL", opening);
  await says(0, 1, "api", "PARTIAL", opening);
  await says(0, 2, "app", "DOWN", { ...key, phase: "identified", public_note: "A key has expired." });
  await says(0, 3, "api", "PARTIAL", { ...key, phase: "identified", title: "Payments by card fail" });
  const [first, second, ...more] = await rowsOf(0);
  expect(more).toEqual([]);
  const now = NOW + 4 * MINUTE_MS;
  const { active, status } = await readPage(world.at(now));
  expect(active.map((it) => [it.id, it.surface_id, it.title, it.phase, it.updates])).toEqual(
    expect.arrayContaining(
      ["app", "api"].map((on) => [publicId(first?.id ?? 0), on, "Payments by card fail", "identified", 4]),
    ),
  );
  expect(status.surfaces.map(({ ticket_pending }) => ticket_pending)).toEqual([true, true, false]);

  await says(0, 5, "app", "OPERATIONAL", { ...key, phase: "resolved", public_note: "The app works again." });
  expect((await readPage(world.at(now + 2 * MINUTE_MS))).active.map((it) => it.phase)).toEqual(["identified"]);
  await says(0, 6, "api", "OPERATIONAL", { ...key, phase: "resolved", public_note: "All payments work again." });
  const told = await toldOf(first?.id ?? 0, now + HOUR_MS);
  expect(told).toMatchObject({ title: "Payments by card fail", surfaces: ["app", "api"] });
  expect(told.words?.map(([kind, phase]) => `${kind} ${phase}`)).toEqual([
    "opened investigating",
    "updated investigating",
    "updated identified",
    "updated identified",
    "updated identified",
    "resolved resolved",
  ]);
  expect((await toldOf(second?.id ?? 0, now + HOUR_MS)).id).toBe(told.id);
  const { incidents } = JSON.parse((await readStatuspage(world.at(now + HOUR_MS), "incidents.json")).text);
  expect(incidents.map((each: { name: string; components: object[] }) => [each.name, each.components.length])).toEqual([
    ["Payments by card fail", 2],
  ]);
  for (const feed of ["history.atom", "history.rss", "feed.json"] as const) {
    const { text } = await readFeed(world.at(now + HOUR_MS), feed);
    expect(text).toContain("Payments by card fail");
    expect(text).not.toContain("4711");
  }

  await says(0, 50, "docs", "DEGRADED", key);
  const again = await toldOf(first?.id ?? 0, now + HOUR_MS);
  expect(again.words?.at(-1)).toEqual(["reopened", "investigating", null]);
  expect((await rowsOf(0)).map((row) => row.surface_id)).toEqual(["app", "api", "docs"]);
  await says(0, 51, "docs", "OPERATIONAL");
});

test("another key on an open surface begins another incident there, and a late close of the first ends nothing", async () => {
  await says(2, 0, "app", "DOWN", { incident: "a", public_note: "First." });
  await says(2, 1, "app", "DOWN", { incident: "b", public_note: "Second." });
  await says(2, 2, "app", "OPERATIONAL", { incident: "a", public_note: "First is over." });
  const rows = await rowsOf(2);
  expect(rows.map((row) => row.resolved_at !== null)).toEqual([true, false]);
  const now = NOW + 2 * HOUR_MS + 3 * MINUTE_MS;
  expect((await readPage(world.at(now))).active.map(({ title }) => title)).toEqual(["Second"]);
  expect((await toldOf(rows[0]?.id ?? 0, now)).words).toEqual([
    ["opened", "investigating", "First."],
    ["resolved", "resolved", null],
  ]);
  await says(2, 4, "app", "OPERATIONAL");
  expect((await readPage(world.at(now + 2 * MINUTE_MS))).active).toEqual([]);
});

test("without these keys each opening is an incident of its own, and `resolved` while open is told as monitoring", async () => {
  for (const minute of [0, 2]) {
    await says(4, minute, "app", "DEGRADED", { phase: "resolved", public_note: "Slow." });
    await says(4, minute + 1, "app", "OPERATIONAL");
  }
  const rows = await rowsOf(4);
  expect(rows).toHaveLength(2);
  expect((await toldOf(rows[1]?.id ?? 0, NOW + 5 * HOUR_MS)).words).toEqual([
    ["opened", "monitoring", "Slow."],
    ["resolved", "resolved", null],
  ]);
});

test.each([
  [{ title: "" }, "title: must not be empty"],
  [{ title: "x".repeat(121) }, "title: must be at most 120 characters"],
  [{ phase: "postmortem" }, "phase: Invalid option"],
  [{ incident: " " }, "incident: must not be empty"],
  [{ incident: "a\u0000b" }, "incident: must have no invisible"],
  [{ state_source: "manual", title: "Payments fail" }, "title: goes with state_source freescout only"],
  [{ state_source: "manual", phase: "identified" }, "phase: goes with state_source freescout only"],
  [{ state_source: "prober", incident: "a" }, "incident: goes with state_source freescout only"],
])("a body with %j is refused by its field", (more, why) => {
  const parsed = UpdateSurface.safeParse({ surface_id: "app", state: "DOWN", state_source: "freescout", ...more });
  const issues = parsed.error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
  expect(issues).toContainEqual(expect.stringContaining(why));
});

test("a title that breaks the note policy is refused with the words, and nothing is written", async () => {
  const refused = await says(6, 0, "app", "DOWN", { title: "Payments fail, ETA 15:00" }).catch((error) => error);
  expect(refused).toBeInstanceOf(AppError);
  expect(refused.issues).toMatchObject([{ path: "title", rule: "forward_looking", words: "ETA" }]);
  expect(await rowsOf(6)).toEqual([]);
});
