import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pollFeed } from "@/lib/integrations/partners/poll-feed";
import { type Context, contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import { probeSurfaces } from "@/lib/services/probes/probe";
import { readPublicHistory } from "@/lib/services/public/read-history";
import { startFakeServer } from "../fakes/server";
import { startDatabase } from "../support/database";
import { iso } from "../support/http";
import { entry } from "../support/surfaces";
import { fixtureText } from "../unit/partners/feeds";

const NOW = Date.UTC(2026, 5, 1, 12);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

let database: Awaited<ReturnType<typeof startDatabase>>;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const contextWith = (bindings: object): Context => ({
  ...contextFrom({ DB: database.d1, ...bindings } as Bindings, { waitUntil: () => undefined }, NOW),
  log: () => undefined,
});

/** An incident that began a day before it ended; gives its public id. */
async function resolveIncident(table: string, id: number, resolvedAt: number): Promise<string> {
  await database.d1
    .prepare(
      `INSERT INTO ${table} (id, incident_key, surface_id, opened_at, resolved_at, severity, created_at, updated_at)
       VALUES (?, ?, 'app-raxx-app', ?, ?, 'down', ?, ?)`,
    )
    .bind(id, `test:${id}`, iso(resolvedAt - DAY_MS), ...Array(3).fill(iso(resolvedAt)))
    .run();
  return `inc_${String(id).padStart(5, "0")}`;
}

test("The public history is of 90 days: what was resolved within them is in it, archived or not, and nothing before", async () => {
  const start = NOW - 90 * DAY_MS;
  const within = await Promise.all([
    resolveIncident("status_incidents", 1, start),
    resolveIncident("status_incidents_archive", 2, start + MINUTE_MS),
  ]);
  await resolveIncident("status_incidents", 3, start - MINUTE_MS);
  await resolveIncident("status_incidents_archive", 4, start - 1);
  const { publicHistory } = await readPublicHistory(contextWith({}));
  expect(publicHistory.incidents.map(({ id }) => id).sort()).toEqual(within);
});

test("A partner's feed is read behind two redirects, and not behind a third", async () => {
  const partner = await startFakeServer({
    ...Object.fromEntries([3, 2, 1].map((n) => [`/${n}`, { status: 302, headers: { Location: `/${n - 1}` } }])),
    "/0": { body: fixtureText("statuspage.json"), headers: { "Content-Type": "application/json" } },
  });
  const poll = (path: string) => {
    const partner_feed = { kind: "statuspage", url: `${partner.url}${path}` } as const;
    const before = { state: null, incidentTitles: [], feedAt: null, etag: null, lastModified: null, requestKey: null };
    return pollFeed(entry("cloud", "upstream", { partner_feed }), before, { now: NOW, timeoutMs: 5_000 });
  };
  expect(await poll("/2")).toMatchObject({ ok: true });
  expect(await poll("/3")).toEqual({ ok: false, failure: "refused" });
  await partner.stop();
});

test("The prober has four requests under way at a time, and leaves the rest of the connections to others", async () => {
  let underWay = 0;
  let most = 0;
  const site = createServer(async (_, response) => {
    most = Math.max(most, ++underWay);
    await sleep(100);
    underWay--;
    response.end("ok");
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const probe_url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  const REGISTRY = { surfaces: Array.from({ length: 9 }, (_, i) => entry(`probed-${i}`, "probed", { probe_url })) };
  expect(await probeSurfaces(contextWith({ REGISTRY, FLAG_STATUS_PROBER: "1" }))).toMatchObject({ succeeded: 9 });
  expect(most).toBe(4);
  site.closeAllConnections();
  site.close();
});
