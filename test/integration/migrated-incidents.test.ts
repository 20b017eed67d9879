import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { readFeed, readStatuspage } from "@/lib/services/public/read-documents";
import { readIncident } from "@/lib/services/public/read-incident";
import { readPublic } from "@/lib/services/public/read-page";
import { receiveDelivery } from "@/lib/services/tickets/receive-delivery";
import { inRoot } from "../../scripts/root";
import { startDatabase } from "../support/database";
import { native } from "../support/freescout";
import { entry } from "../support/surfaces";

/** The release before public incidents: what its writers stored, and what its readers then published at this time. */
const FIXTURE = "test/fixtures/before-public-incidents";
const NOW = Date.UTC(2026, 5, 1, 12);
const MINUTE_MS = 60_000;

let database: Awaited<ReturnType<typeof startDatabase>>;
beforeAll(async () => {
  database = await startDatabase({ before: "0007" });
  const rows = ["PRAGMA defer_foreign_keys = on", ...read("rows.sql").trimEnd().split(";\n")];
  await database.d1.batch(rows.map((row) => database.d1.prepare(row)));
  await database.migrate();
}, 120_000);
afterAll(() => database.stop());

const read = (file: string): string => readFileSync(inRoot(FIXTURE, file), "utf8");
const published = (document: string): string => read(`${document}.txt`);

const REGISTRY = { surfaces: ["app", "api", "docs"].map((id) => entry(id, "plain")) };
const at = (now: number): Context => ({
  ...contextFrom({ DB: database.d1, REGISTRY } as unknown as Bindings, { waitUntil: () => undefined }, now),
  clock: () => now,
  log: () => undefined,
});

/** The incident of the ticket that moved: since then its page and entries name each surface that it was on. */
const MOVED = "inc_00001";

type Entries = { whole: unknown; ids: string[] };

/** A feed without the moved ticket's entry and without titles, which are the incidents' own since then (contract §10.3), and the ids, guids and links of all of it. */
function entriesOf(text: string): Entries {
  const ids = [...text.matchAll(/(?:<id>|<guid[^>]*>|<link[^>]*>|"(?:id|url)": ?")[^<"]*/g)].map(([id]) => id);
  if (!text.startsWith("{")) {
    const [open = ""] = text.split(/<entry>|<item>/);
    const told = text.match(/<entry>.*?<\/entry>|<item>.*?<\/item>/gs) ?? [];
    const entries = told.map((each) => each.replace(/<title.*?<\/title>/s, ""));
    return { whole: [open, ...entries.filter((it) => !it.includes(MOVED))], ids };
  }
  const { items, ...feed } = JSON.parse(text);
  const others = items.filter(({ id }: { id: string }) => !id.endsWith(MOVED));
  return { whole: { ...feed, items: others.map((item: object) => ({ ...item, title: null })) }, ids };
}

/** Statuspage's answer without the names of incidents, which are their own titles since then. */
const withoutNames = (text: string): string =>
  text.replace(/"name":"[^"]*","status":"(investigating|identified|monitoring|resolved|postmortem)"/g, '"status":"$1"');

type Served = { id: string; shortlink: string; incident_updates: { id: string }[] };

function servedOf(text: string): Entries {
  const { incidents, ...rest }: { incidents: Served[] } = JSON.parse(withoutNames(text));
  const ids = incidents.flatMap(({ id, shortlink, incident_updates }) => [
    ...[id, shortlink],
    ...incident_updates.map((update) => update.id),
  ]);
  return { whole: { ...rest, incidents: incidents.filter(({ shortlink }) => !shortlink.endsWith(MOVED)) }, ids };
}

describe("a database of the release before, migrated", () => {
  test.each(["history.atom", "history.rss", "feed.json"] as const)(
    "publishes %s as before, with each id, link and guid",
    async (feed) => expect(entriesOf((await readFeed(at(NOW), feed)).text)).toEqual(entriesOf(published(feed))),
  );

  test("publishes a surface's feed as before", async () => {
    const { whole } = entriesOf((await readFeed(at(NOW), "history.atom", "app")).text);
    expect(whole).toEqual(entriesOf(published("surfaces-app-history.atom")).whole);
  });

  test("answers Statuspage's incidents as before, with each id", async () => {
    const { text } = await readStatuspage(at(NOW), "incidents.json");
    expect(servedOf(text)).toEqual(servedOf(published("v2-incidents.json")));
  });

  test.each(["summary.json", "scheduled-maintenances.json"])("answers Statuspage's %s to the byte", async (path) =>
    expect(withoutNames((await readStatuspage(at(NOW), path)).text)).toBe(withoutNames(published(`v2-${path}`))),
  );

  test("publishes the calendar to the byte", async () =>
    expect((await readFeed(at(NOW), "maintenance.ics")).text).toBe(published("maintenance.ics")));

  test("answers v1 as before, to the byte", async () =>
    expect(JSON.stringify((await readPublic(at(NOW))).status)).toBe(published("v1.json")));

  test("has each incident at its address, also those of a ticket whose rows were told one by one", async () => {
    const linked = [...published("history.atom").matchAll(/incidents\/(inc_\d{5})/g)].map(([, id]) => id ?? "");
    expect(new Set(linked).size).toBeGreaterThan(8);
    for (const id of linked) expect((await readIncident(at(NOW), id)).incident?.id).toBe(id);
  });
});

test("a ticket that was open meanwhile goes on under its numbers, and a guid that was read is never given again", async () => {
  const guids = (text: string) => [...text.matchAll(/>(inc_\d{5}#\d+)</g)].map(([, guid]) => guid ?? "");
  const before = guids(published("history.rss"));
  const words = { id: 103, tag: "app, api", severity: "partial", note: "All orders work again.", status: "closed" };
  const updated = new Date(NOW + MINUTE_MS).toISOString();
  const body = new TextEncoder().encode(native({ ...words, updated })) as Uint8Array<ArrayBuffer>;
  expect(await receiveDelivery(at(NOW + MINUTE_MS), body)).toEqual({ result: "let_go" });
  const after = guids((await readFeed(at(NOW + 2 * MINUTE_MS), "history.rss")).text);
  expect(new Set(after).size).toBe(after.length);
  expect(after.filter((guid) => !before.includes(guid))).toHaveLength(2);
  expect(before.filter((guid) => !after.includes(guid))).toEqual([]);
});

test("the migration numbers what was told before it, and run again it changes nothing", async () => {
  const before = await startDatabase();
  const told = (minute: number) => new Date(NOW + minute * MINUTE_MS).toISOString();
  const row = "INSERT INTO status_incidents (incident_key, surface_id, opened_at, severity, created_at, updated_at)";
  const update = "INSERT INTO incident_updates (incident_id, surface_id, kind, severity, effective_at, created_at)";
  const kinds = ["1 opened", "2 opened", "1 updated", "1 resolved"].map((each) => each.split(" "));
  await before.d1.batch([
    ...["ticket:1", "window:w:app"].map((key) =>
      before.d1.prepare(`${row} VALUES (?, 'app', ?, 'down', ?, ?)`).bind(key, told(0), told(0), told(3)),
    ),
    ...kinds.map(([id, kind], minute) =>
      before.d1.prepare(`${update} VALUES (?, 'app', ?, 'down', ?, ?)`).bind(id, kind, told(minute), told(minute)),
    ),
  ]);
  const migration = readFileSync(inRoot("migrations/0007_public_incidents.sql"), "utf8");
  for (let times = 0; times < 2; times++)
    await before.d1.batch(migration.split("--> statement-breakpoint").map((each) => before.d1.prepare(each)));
  const numbered = await before.d1
    .prepare("SELECT incident_id, revision, phase, source, update_id FROM incident_revisions ORDER BY id")
    .raw();
  expect(numbered).toEqual([
    [1, 1, "investigating", "freescout", 1],
    [2, 1, "investigating", "schedule", 2],
    [1, 2, "investigating", "freescout", 3],
    [1, 3, "resolved", "freescout", 4],
  ]);
  await before.stop();
}, 60_000);
