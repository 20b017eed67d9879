import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { writeFallback } from "@/lib/services/fallback/write";
import { readFeed, readStatuspage } from "@/lib/services/public/read-documents";
import { readPublicHistory } from "@/lib/services/public/read-history";
import { readIncident } from "@/lib/services/public/read-incident";
import { readHistory } from "@/lib/services/public/read-months";
import { readPage, readPublic } from "@/lib/services/public/read-page";
import { seedSurfaces } from "@/lib/services/surfaces/update";
import { receiveDelivery } from "@/lib/services/tickets/receive-delivery";
import { startDatabase } from "../support/database";
import { designCard, native, runbook, type TicketWords } from "../support/freescout";
import { startNamespace } from "../support/namespace";
import { entry } from "../support/surfaces";

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 5, 1, 12);
const REGISTRY = { surfaces: ["app", "api", "docs"].map((id) => entry(id, "plain")) };

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

beforeAll(async () => {
  [database, namespace] = await Promise.all([startDatabase(), startNamespace()]);
  await seedSurfaces(at(NOW - MINUTE_MS));
}, 120_000);
afterAll(() => Promise.all([database.stop(), namespace.stop()]));

const deliver = async (now: number, body: string) =>
  (await receiveDelivery(at(now), new TextEncoder().encode(body) as Uint8Array<ArrayBuffer>)).result;

/** A ticket's life over three surfaces, a minute a step. */
const LIFE: readonly Omit<TicketWords, "id" | "updated">[] = [
  { tag: "app, api", severity: "partial", note: "Logins fail. We look into it." },
  { tag: "app, api", severity: "partial", note: "A certificate has expired.", phase: "Identified" },
  { tag: "app, api, docs", severity: "partial", note: "A certificate has expired.", phase: "Identified" },
  { tag: "app, api, docs", severity: "down", note: "A certificate has expired.", phase: "Identified" },
  { tag: "app, api, docs", severity: "down", note: "A certificate has expired.", phase: "Monitoring" },
  { tag: "app, docs", severity: "down", note: "A certificate has expired.", phase: "Monitoring" },
  { tag: "app, docs", severity: "down", note: "The certificate is renewed.", phase: "Monitoring", status: "closed" },
  { tag: "app, docs", severity: "down", note: "Logins fail again.", phase: "Resolved", status: "active" },
  { tag: "app, docs", severity: "down", note: "All is well.", phase: "Resolved", status: "closed" },
];

/** What readers were told by the end, a line a revision. */
const TOLD = [
  ["opened", "investigating", "partial", "Logins fail. We look into it.", "app:partial api:partial"],
  ["updated", "identified", "partial", "A certificate has expired.", "app:partial api:partial"],
  ["updated", "identified", "partial", null, "docs:partial"],
  ["updated", "identified", "down", "A certificate has expired.", "app:down api:down docs:down"],
  ["updated", "monitoring", "down", null, "app:down api:down docs:down"],
  ["updated", "monitoring", "down", null, "api:-"],
  ["resolved", "resolved", "down", "The certificate is renewed.", "app:- docs:-"],
  ["reopened", "monitoring", "down", "Logins fail again.", "app:down docs:down"],
  ["resolved", "resolved", "down", "All is well.", "app:- docs:-"],
];

let tickets = 0;
/** When a ticket's life begins: each has hours of its own. */
const begin = (ticket: number): number => NOW + ticket * 3 * 3_600_000;
const stepAt = (ticket: number, step: number): number => begin(ticket) + step * MINUTE_MS;

type Dialect = (words: TicketWords) => string;
const bodyOf = (dialect: Dialect, id: number, step: number): string => {
  const { status, ...words } = LIFE[step] ?? {};
  const updated = new Date(stepAt(id, step)).toISOString();
  return dialect({
    ...words,
    id,
    updated,
    ...(status && { status: dialect === runbook && status === "active" ? "open" : status }),
  });
};

const rowsOf = (from: number) =>
  database.d1
    .prepare(
      "SELECT id, surface_id, resolved_at, freescout_ticket_id FROM status_incidents WHERE opened_at >= ? ORDER BY id",
    )
    .bind(new Date(from).toISOString())
    .all<{ id: number; surface_id: string; resolved_at: string | null; freescout_ticket_id: number | null }>();

const publicId = (id: number) => `inc_${String(id).padStart(5, "0")}`;

async function story(ticket: number, now: number) {
  const [first] = (await rowsOf(begin(ticket))).results;
  const { incident } = await readIncident(at(now), publicId(first?.id ?? 0));
  return {
    id: incident?.id ?? "",
    surfaces: incident?.surfaces.map(({ id, openedAt, resolvedAt }) => [
      id,
      (openedAt - begin(ticket)) / MINUTE_MS,
      resolvedAt && (resolvedAt - begin(ticket)) / MINUTE_MS,
    ]),
    told: incident?.words.map(({ kind, phase, severity, note, changes }) => [
      kind,
      phase,
      severity,
      note,
      changes.map(({ surfaceId, severity: there }) => `${surfaceId}:${there ?? "-"}`).join(" "),
    ]),
    revisions: incident?.words.map(({ revision }) => revision),
  };
}

describe.each([
  ["camel case", designCard],
  ["snake case", runbook],
  ["FreeScout's own format", native],
] as const)("a ticket over three surfaces, in %s", (_, dialect) => {
  test("is one incident, told alike by its page, feeds, Statuspage's API, the history and the front page", async () => {
    const id = ++tickets;
    for (const step of LIFE.keys()) {
      await deliver(stepAt(id, step), bodyOf(dialect, id, step));
      if (step !== 4) continue;
      const { active, status } = await readPage(at(stepAt(id, step) + 1));
      expect(new Set(active.map((it) => it.id)).size).toBe(1);
      expect(active.map((it) => [it.surface_id, it.title, it.phase, it.updates])).toEqual(
        expect.arrayContaining(["app", "api", "docs"].map((on) => [on, "Logins fail", "monitoring", 5])),
      );
      expect(status.overall_status).toBe("DOWN");
    }
    const now = stepAt(id, LIFE.length) + MINUTE_MS;
    const page = await story(id, now);
    expect(page.told).toEqual(TOLD);
    expect(page.revisions).toEqual(TOLD.map((_each, i) => i + 1));
    expect(page.surfaces).toEqual([
      ["app", 0, 8],
      ["api", 0, 5],
      ["docs", 2, 8],
    ]);

    const rows = (await rowsOf(begin(id))).results;
    expect(rows.map((row) => [row.surface_id, row.freescout_ticket_id, row.resolved_at !== null])).toEqual([
      ["app", id, true],
      ["api", null, true],
      ["docs", null, true],
    ]);
    for (const row of rows) expect((await readIncident(at(now), publicId(row.id))).incident?.id).toBe(page.id);

    const rss = (await readFeed(at(now), "history.rss")).text;
    for (const [i] of TOLD.entries()) expect(rss).toContain(`>${page.id}#${i + 1}<`);
    const atom = (await readFeed(at(now), "history.atom")).text;
    expect(atom.split(`incident/${page.id}<`)).toHaveLength(2);
    for (const row of rows.slice(1)) expect(atom).not.toContain(publicId(row.id));

    const { incidents } = JSON.parse((await readStatuspage(at(now), "incidents.json")).text);
    const served = incidents.find(({ shortlink }: { shortlink: string }) => shortlink.endsWith(page.id));
    expect(served.components).toHaveLength(3);
    expect(served.incident_updates.map(({ status }: { status: string }) => status).reverse()).toEqual(
      TOLD.map(([, phase]) => phase),
    );
    const left = served.incident_updates.at(-6).affected_components;
    expect(left).toEqual([expect.objectContaining({ old_status: "major_outage", new_status: "operational" })]);

    const lines = (await readHistory(at(now), null)).incidents.filter(({ openedAt }) => openedAt === begin(id));
    expect(lines.map((line) => [line.id, line.title, line.surfaces.length])).toEqual([[page.id, "Logins fail", 3]]);
    const { status } = await readPublic(at(now));
    const listed = status.incidents.filter(({ opened_at }) => Date.parse(opened_at) >= begin(id));
    expect(listed.map((item) => item.id).toSorted()).toEqual(rows.map((row) => publicId(row.id)));
    expect(Object.keys(listed[0] ?? {})).toHaveLength(7);
  });
});

test("the snapshot tells the same while D1 is gone", async () => {
  const now = stepAt(tickets, LIFE.length) + 2 * MINUTE_MS;
  const { id } = await story(tickets, now);
  await writeFallback(at(now));
  const gone = { ...at(now), db: contextFrom({} as Bindings, { waitUntil: () => undefined }).db };
  const { incident } = await readIncident(gone, id);
  expect(incident?.words.map(({ kind, phase, severity, note }) => [kind, phase, severity, note])).toEqual(
    TOLD.map((told) => told.slice(0, 4)),
  );
});

test.each([
  ["each twice, and the one before it again", (step: number) => [step, step, step - 1].filter((one) => one >= 0)],
  ["each after the next one", (step: number) => [Math.min(step + 1, LIFE.length - 1), step]],
])("deliveries that come %s end as they would in order, with no number twice", async (_, order) => {
  const id = ++tickets;
  for (const step of LIFE.keys())
    for (const one of order(step)) await deliver(stepAt(id, step) + MINUTE_MS, bodyOf(runbook, id, one));
  const { told, revisions } = await story(id, stepAt(id, LIFE.length) + 2 * MINUTE_MS);
  expect(told?.at(-1)).toEqual(TOLD.at(-1));
  expect(told?.map(([kind]) => kind)).toEqual(
    TOLD.map(([kind]) => kind)
      .slice(TOLD.length - (told?.length ?? 0))
      .with(0, "opened"),
  );
  expect(revisions).toEqual(told?.map((_each, i) => i + 1));
});

test("as long as one surface of an incident is recent enough to be told, so are the others", async () => {
  const id = ++tickets;
  for (const step of LIFE.keys()) await deliver(stepAt(id, step), bodyOf(native, id, step));
  const [first] = (await rowsOf(begin(id))).results;
  const surfacesAt = async (now: number) => {
    const { publicHistory } = await readPublicHistory(at(now));
    return publicHistory.incidents.find((each) => each.id === publicId(first?.id ?? 0))?.surfaces.map((on) => on.id);
  };
  const days = 90 * 24 * 60 * MINUTE_MS; // `api` left in step 5, the others in the last
  expect(await surfacesAt(stepAt(id, 6) + days)).toEqual(["app", "api", "docs"]);
  expect(await surfacesAt(stepAt(id, LIFE.length) + days)).toBeUndefined();
});

test("a desk without the phase's field says investigating, then resolved", async () => {
  const id = ++tickets;
  await deliver(
    stepAt(id, 0),
    native({ id, tag: "app", note: "Slow.", updated: new Date(stepAt(id, 0)).toISOString() }),
  );
  const closed = { id, tag: "app", note: "Fast.", status: "closed", updated: new Date(stepAt(id, 1)).toISOString() };
  await deliver(stepAt(id, 1), native(closed));
  const { told } = await story(id, stepAt(id, 2));
  expect(told?.map(([kind, phase]) => [kind, phase])).toEqual([
    ["opened", "investigating"],
    ["resolved", "resolved"],
  ]);
});
