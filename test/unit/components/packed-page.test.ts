import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type PackedPage, packPage, unpackPage } from "@/components/status/packed-page";
import type { PageData } from "@/components/status/page-data";
import { groupPast } from "@/components/status/past-groups";
import { toPageTexts } from "@/lib/output/page-layout";
import { parseRegistry } from "@/scripts/registry";

const FILE = new URL("../../../config/status-surfaces.yaml", import.meta.url);
const { surfaces: entries, groups = [], capabilities = [] } = parseRegistry(readFileSync(FILE, "utf8"), "registry");
const TEXTS = toPageTexts({ entries, groups, capabilities }, "de");
const AT = "2026-04-01T00:00:00Z";

const surface = (id: string, change: Partial<PageData["surfaces"][number]> = {}): PageData["surfaces"][number] => ({
  ...{ id, display_name: "?", category: "owned", public_description: "?", ...TEXTS.surfaces[id] },
  ...{ state: "OPERATIONAL", state_since: AT, ticket_pending: false, public_note: null },
  ...{ last_checked_at: null, maintenance_until: null, ...change },
});

const past = (id: number, surface_id: string, public_note: string | null): PageData["incidents"][number] => ({
  ...{ id: `inc_${id}`, surface_id, surface_display_name: TEXTS.surfaces[surface_id]?.display_name ?? "?" },
  ...{ severity: "down", opened_at: AT, resolved_at: AT, public_note },
});

const DATA: PageData = {
  generated_at: AT,
  overall_status: "DOWN",
  surfaces: [
    surface("raxx-app"),
    surface("app-raxx-app", { state: "DOWN", ticket_pending: true, public_note: "Logins fail.", last_checked_at: AT }),
    surface("heroku-platform", { public_description: "We're tracking Heroku's incident.", maintenance_until: AT }),
    surface("of-another-registry", { display_name: "Another" }),
  ],
  incidents: [past(1, "raxx-app", "A."), past(2, "app-raxx-app", "B."), past(3, "demo-raxx-app", "A.")],
  active_incidents: [
    {
      ...{ id: "inc_00004", surface_id: "app-raxx-app", surface_display_name: "Raxx App", severity: "down" },
      ...{ title: "Logins fail", phase: "identified", opened_at: AT, updates: 1, last_update_at: AT },
    },
  ],
  told_in: { inc_00003: "inc_00001" },
  lists_known: true,
  windows: [
    {
      ...{ id: "w", surface_ids: ["raxx-app"], surface_display_names: ["Before it was renamed"] },
      ...{ starts_at: AT, ends_at: AT, phase: "scheduled", public_note: null },
    },
  ],
  bars: { until: AT, surfaces: { "raxx-app": { bars: "OO", uptime30: 100, uptime90: 100 } } },
  market_time: {
    ...{ generated_at: AT, utc_now: AT, et_now: AT, market_state: "open", holiday: null },
    next_event: { event: "market_close", at: AT },
  },
};

it("the page's data comes out of its HTML as it went in, through JSON", () => {
  const live = { initial: DATA, layout: { ...TEXTS.layout, team: ["another"] }, isDemo: true };
  for (const given of [live, { ...live, layout: TEXTS.layout, isDemo: false }]) {
    const packed = JSON.parse(JSON.stringify(packPage(given, TEXTS))) as PackedPage;
    expect(packed.initial.surfaces).toMatchObject({ state: [{}, "DOWN", {}, {}], state_since: [0, 0, 0, 0] });
    const { initial, ...rest } = unpackPage(packed, TEXTS);
    expect(rest).toEqual({ layout: given.layout, isDemo: given.isDemo });
    expect(initial).toEqual({ ...DATA, incidents: initial.incidents });
    // Of what is past only whether notes are alike is kept.
    const [a, b, likeA] = initial.incidents.map(({ public_note }) => public_note);
    expect([a === likeA, a === b]).toEqual([true, false]);
    expect(initial.incidents.map(({ public_note, ...each }) => each)).toEqual(
      DATA.incidents.map(({ public_note, ...each }) => each),
    );
  }
});

it("of the past the browser gets what its lists show, and as many more as there are", () => {
  const day = (n: number) => `2026-03-${10 + n}T00:00:00Z`;
  const incidents = Array.from({ length: 9 }, (_, i) => ({
    ...past(i, i % 2 ? "raxx-app" : "app-raxx-app", null),
    ...{ opened_at: day(i), resolved_at: day(i) },
  }));
  const initial = { ...DATA, incidents: incidents.toReversed(), told_in: {} };
  const packed = JSON.parse(JSON.stringify(packPage({ initial, layout: TEXTS.layout, isDemo: false }, TEXTS)));
  expect(JSON.stringify(packed).match(/inc_\d/g)).toHaveLength(9 + 1);
  const { initial: unpacked } = unpackPage(packed, TEXTS);
  const lists = [initial, unpacked].map((data) => groupPast(data.incidents, { toldIn: {}, open: [] }));
  expect(lists[1]?.length).toBe(9);
  expect(
    lists[1]
      ?.slice(0, 5)
      .flat()
      .map(({ public_note: _, ...line }) => line),
  ).toEqual(
    lists[0]
      ?.slice(0, 5)
      .flat()
      .map(({ public_note: _, ...line }) => line),
  );
});
