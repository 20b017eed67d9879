import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { writeFallback } from "@/lib/services/fallback/write";
import { planWindow } from "@/lib/services/maintenance/plan";
import { readFeed, readStatuspage } from "@/lib/services/public/read-documents";
import { readPublicHistory, readSurfacePage } from "@/lib/services/public/read-history";
import { readIncident } from "@/lib/services/public/read-incident";
import { readHistory } from "@/lib/services/public/read-months";
import { readPublic, readSurfaces } from "@/lib/services/public/read-page";
import { seedSurfaces, settleSurfaces, updateSurface } from "@/lib/services/surfaces/update";
import { startDatabase } from "../support/database";
import { startNamespace } from "../support/namespace";
import { entry } from "../support/surfaces";

const NOW = Date.UTC(2026, 5, 1, 12);
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const IDS = ["pinned", "planned", "milder", "busy", "quiet"] as const;
const REGISTRY = { surfaces: IDS.map((id) => entry(id, "plain")) };

let database: Awaited<ReturnType<typeof startDatabase>>;
let namespace: Awaited<ReturnType<typeof startNamespace>>;

const at = (now: number): Context => ({
  ...contextFrom(
    { DB: database.d1, STATUS_SNAPSHOT: namespace.kv, REGISTRY } as unknown as Bindings,
    { waitUntil: () => undefined },
    now,
  ),
  clock: () => now,
  log: () => undefined,
});
const gone = (now: number): Context => ({
  ...at(now),
  db: contextFrom({} as Bindings, { waitUntil: () => undefined }).db,
});

beforeAll(async () => {
  [database, namespace] = await Promise.all([startDatabase(), startNamespace()]);
  await seedSurfaces(at(NOW - DAY_MS));
}, 60_000);
afterAll(() => Promise.all([database.stop(), namespace.stop()]));

const pin = (now: number, surface_id: string, state: "DOWN" | "DEGRADED" | "UNKNOWN" | "OPERATIONAL", more = {}) =>
  updateSurface(at(now), { surface_id, state, state_source: "manual", actor: "ops", ...more });

describe("An override that has expired, before a tick has written it", () => {
  const EXPIRES = NOW + 10 * MINUTE_MS;
  let id: string;
  beforeAll(async () => {
    await pin(NOW, "pinned", "DOWN", { public_note: "Reads fail.", expires_at: EXPIRES });
    const { publicHistory } = await readPublicHistory(at(NOW));
    id = publicHistory.incidents[0]?.id ?? "";
  });

  test("makes responses about its incident valid until that instant", async () => {
    for (const view of [await readIncident(at(NOW), id), await readHistory(at(NOW), null)])
      expect(view.validUntil).toBe(EXPIRES);
  });

  test.each([
    ["unwritten", EXPIRES + 20_000],
    ["written", EXPIRES + 40_000],
  ])("has ended its incident for every reader: %s", async (written, now) => {
    if (written === "written") await settleSurfaces(at(now));
    const { incident } = await readIncident(at(now), id);
    const ended = { id, resolvedAt: EXPIRES, note: null };
    expect(incident).toMatchObject(ended);
    expect(incident?.words.map(({ kind, severity, at: when }) => [kind, severity, when])).toEqual([
      ["opened", "down", NOW],
      ["resolved", "down", EXPIRES],
    ]);
    expect((await readHistory(at(now), null)).incidents).toMatchObject([{ id, resolvedAt: EXPIRES }]);
    expect((await readSurfacePage(at(now), "pinned")).publicHistory.incidents).toMatchObject([ended]);
    const past = written === "written" ? [{ id, resolved_at: "2026-06-01T12:10:00Z" }] : [];
    expect((await readPublic(at(now))).status.incidents).toMatchObject(past);
    expect((await readFeed(at(now), "history.atom", "pinned")).text).toContain("Resolved");
    expect(JSON.parse((await readStatuspage(at(now), "incidents/unresolved.json")).text).incidents).toEqual([]);
    await writeFallback(at(now));
    expect((await readIncident(gone(now + 1000), id)).incident).toMatchObject(ended);
  });
});

test("Feeds announce a window until a tick has written its start, and then have its incidents; never neither, and never an older date", async () => {
  const starts_at = NOW + 60 * MINUTE_MS;
  const note = "Keys are rotated.";
  await planWindow(at(NOW + 50 * MINUTE_MS), {
    ...{ surface_ids: ["planned"], starts_at, ends_at: starts_at + 60 * MINUTE_MS, public_note: note },
  });
  const feedAt = async (now: number) => {
    const { text, updatedAt = 0 } = await readFeed(at(now), "history.atom", "planned");
    return { kinds: text.match(/window\/|incident\//g), hasNote: text.includes(note), updatedAt };
  };
  const planned = await feedAt(starts_at - 1000);
  expect(planned).toMatchObject({ kinds: ["window/"], hasNote: true, updatedAt: NOW + 50 * MINUTE_MS });
  expect(await feedAt(starts_at + 1000)).toEqual(planned);
  await settleSurfaces(at(starts_at + 20_000));
  const begun = await feedAt(starts_at + 22_000);
  expect(begun).toMatchObject({ kinds: ["incident/"], hasNote: true, updatedAt: starts_at + 20_000 });
});

test("An override that gets milder is told as it is: each update has the severity that readers then saw, the incident the worst", async () => {
  const start = NOW + 3 * 60 * MINUTE_MS;
  const steps = [["DOWN"], ["DEGRADED"], ["UNKNOWN", "We lost sight of it."], ["OPERATIONAL"]] as const;
  for (const [i, [state, public_note]] of steps.entries())
    await pin(start + i * MINUTE_MS, "milder", state, public_note && { public_note });
  const { publicHistory } = await readPublicHistory(at(start + 10 * MINUTE_MS));
  const incident = publicHistory.incidents.find(({ surfaceId }) => surfaceId === "milder");
  expect(incident).toMatchObject({ severity: "down", resolvedAt: start + 3 * MINUTE_MS });
  expect(incident?.words.map(({ kind, severity }) => [kind, severity])).toEqual([
    ["opened", "down"],
    ["updated", "degraded"],
    ["updated", "degraded"],
    ["resolved", "down"],
  ]);
});

describe("Beside very many incidents of another surface", () => {
  const later = NOW + 20 * DAY_MS;
  const insert = (rows: readonly (readonly [surfaceId: string, openedAt: number, resolvedAt: number | null])[]) =>
    database.d1
      .prepare(
        `INSERT INTO status_incidents (incident_key, surface_id, opened_at, resolved_at, severity, created_at, updated_at)
         SELECT 'test:' || hex(randomblob(8)), value ->> 0, value ->> 1, value ->> 2, 'down', value ->> 1, value ->> 1 FROM json_each(?)`,
      )
      .bind(
        JSON.stringify(
          rows.map(([surfaceId, openedAt, resolvedAt]) => [surfaceId, iso(openedAt), resolvedAt && iso(resolvedAt)]),
        ),
      )
      .run();
  const iso = (ms: number) => new Date(ms).toISOString();
  const day = (n: number) => NOW + n * DAY_MS;

  beforeAll(async () => {
    await insert([
      ["planned", day(2), null],
      ["quiet", day(3), day(3) + MINUTE_MS],
      ...Array.from({ length: 260 }, (_, i) => ["busy", day(4) + i * MINUTE_MS, day(4) + (i + 1) * MINUTE_MS] as const),
    ]);
  });

  test("an open one, and a quiet surface's own, are still there, in the snapshot too", async () => {
    const expected = { planned: true, quiet: true, busy: 200 };
    const found = ({ publicHistory: { incidents } }: Awaited<ReturnType<typeof readPublicHistory>>) => ({
      planned: incidents.some(({ surfaceId, openedAt }) => surfaceId === "planned" && openedAt === day(2)),
      quiet: incidents.some(({ surfaceId }) => surfaceId === "quiet"),
      busy: incidents.filter(({ surfaceId }) => surfaceId === "busy").length,
    });
    expect(found(await readPublicHistory(at(later)))).toEqual(expected);
    await writeFallback(at(later));
    expect(found(await readSurfacePage(gone(later + 1000), "quiet"))).toEqual(expected);
  });

  test("the history lists whole months, and the link to older ones leads on without a gap", async () => {
    const [july, august] = [Date.UTC(2026, 6, 2), Date.UTC(2026, 7, 2)];
    const many = (from: number) =>
      Array.from({ length: 600 }, (_, i) => ["busy", from + i * MINUTE_MS, from + (i + 1) * MINUTE_MS] as const);
    await insert([...many(july), ...many(august)]);
    const now = august + 10 * DAY_MS;
    const first = await readHistory(at(now), null);
    expect([first.incidents.length, first.older]).toEqual([1_200, "2026-07"]);
    const second = await readHistory(at(now), first.older);
    expect(second.incidents.some(({ openedAt }) => openedAt === day(2))).toBe(true);
    expect([second.older, second.isKnown, first.isPartial]).toEqual([null, true, false]);
  });
});

describe("While D1 is gone", () => {
  const taken = NOW + 30 * DAY_MS;
  beforeAll(() => writeFallback(at(taken)));

  test("months before the snapshot's history are said not to be held, with the way to older ones", async () => {
    const parts = async (before: string | null) => {
      const { incidents, older, isPartial } = await readHistory(gone(taken + MINUTE_MS), before);
      return [incidents.length > 0, older, isPartial];
    };
    expect(await parts(null)).toEqual([true, "2026-04", true]);
    expect(await parts("2026-04")).toEqual([false, null, true]);
    expect(await parts("2025-01")).toEqual([false, null, true]);
  });

  test("a surface whose state is no longer known is UNKNOWN since the snapshot's instant, never later than the answer is from", async () => {
    const { status } = await readSurfaces(gone(taken + 40 * MINUTE_MS));
    expect(status.surfaces.map(({ state }) => state)).toEqual(IDS.map(() => "UNKNOWN"));
    for (const { state_since } of status.surfaces)
      expect(Date.parse(state_since)).toBeLessThanOrEqual(Date.parse(status.generated_at));
  });
});
