import { readFileSync } from "node:fs";
import type { Severity } from "../../lib/core/engine/states";
import { parseRegistry } from "../../scripts/registry";
import { deliver, native, type TicketWords } from "../support/freescout";
import { iso } from "../support/http";
import type { Operator } from "../support/operator";
import { invalidate } from "../support/page";
import type { TestServer } from "../support/server";
import { type PastTrouble, tellPastDays } from "./past-days";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const FILE = new URL("../../config/status-surfaces.yaml", import.meta.url);

/** The surfaces that the server shows. */
export const REGISTRY = parseRegistry(readFileSync(FILE, "utf8"), "status-surfaces.yaml").surfaces;

/** What a scene is played on. */
export type Scene = { server: TestServer; operator: Operator };

/** Everything works: three good probes, good partners, and an operator's word for the rest. */
export async function showAllWell({ server, operator }: Scene): Promise<void> {
  const now = Date.now();
  const probed = REGISTRY.filter((surface) => surface.probe_url !== null);
  const looks = [2000, 1000, 0].flatMap((agoMs) =>
    probed.map(({ id }) => ({ surface_id: id, ok: true, checked_at: iso(now - agoMs) })),
  );
  await operator.probe(looks);
  for (const { id, probe_url, partner_feed } of REGISTRY) {
    if (partner_feed) await readPartner(operator, id, "OPERATIONAL");
    else if (!probe_url) await operator.pin(id, "OPERATIONAL");
  }
  const ids = REGISTRY.map(({ id }) => id);
  await tellPastDays(server, ids, RESOLVED.map(troubleOf));
  await lastFor(server, 9 * DAY_MS + 3 * HOUR_MS);
}

/** A bad afternoon: a ticket on the app, a pin, a partner's outage, one maintenance over two surfaces, and history. */
export async function showIncidents(scene: Scene): Promise<void> {
  const { server, operator } = scene;
  await showAllWell(scene);
  await openTicket(server, {
    id: 48219173,
    tag: "app-raxx-app",
    severity: "degraded",
    note: "Login flow is intermittently failing. We are investigating.",
  });
  await operator.pin("market-data-feed", "PARTIAL", {
    public_note: "Charts of US equities are delayed by up to two minutes. Orders are not affected.",
    ticket_pending: true,
  });
  await readPartner(operator, "heroku-platform", "DEGRADED");
  await showMaintenance(scene);
  await lastFor(server, 47 * MINUTE_MS, "app-raxx-app");
  await lastFor(server, HOUR_MS + 26 * MINUTE_MS, "market-data-feed");
  await lastFor(server, 12 * MINUTE_MS, "heroku-platform");
  await showHistory(server);
}

/** Two surfaces in maintenance, for two hours from twenty minutes ago. */
export async function showMaintenance({ server, operator }: Scene): Promise<void> {
  const now = Date.now();
  const surface_ids = ["demo-raxx-app", "docs-raxx-app"];
  const span = { starts_at: iso(now - 20 * MINUTE_MS), ends_at: iso(now + 100 * MINUTE_MS) };
  await operator.plan({ surface_ids, ...span, public_note: "Database upgrade. The demo is read-only meanwhile." });
  await lastFor(server, 20 * MINUTE_MS, ...surface_ids);
}

/** What was resolved of late, as incidents and in the days. */
const RESOLVED: readonly [PastTrouble["surface"], Severity, number, number, string][] = [
  ["app-raxx-app", "degraded", 2.2, 87, "Login flow intermittently failed. Root cause identified and resolved."],
  ["api-service", "down", 2.6, 19, "The API did not answer after a deployment, which was rolled back."],
  ["email-delivery", "degraded", 6, 160, "Confirmation emails arrived late. All of them have been delivered."],
  ["trade-execution", "partial", 11, 41, "Some orders were rejected. No order was executed twice."],
  ["docs-raxx-app", "maintenance", 17, 60, "Search index rebuilt."],
];

const troubleOf = ([surface, condition, daysAgo, minutes]: (typeof RESOLVED)[number]): PastTrouble => ({
  ...{ surface, condition, minutes },
  daysAgo: Math.floor(Date.now() / DAY_MS) - Math.floor(Date.now() / DAY_MS - daysAgo),
});

/** What was resolved of late: four incidents and a maintenance. */
export async function showHistory(server: TestServer): Promise<void> {
  for (const [surface, severity, daysAgo, minutes, note] of RESOLVED) {
    const opened = Date.now() - daysAgo * DAY_MS;
    await insertIncident(server, { surface, severity, opened, resolved: opened + minutes * MINUTE_MS, note });
  }
  await invalidate(server);
}

type Past = { surface: string; severity: string; opened: number; resolved: number; note: string | null };

/** An incident of the past; callers invalidate. */
export const insertIncident = (server: TestServer, { surface, severity, opened, resolved, note }: Past) =>
  server.sql(
    "INSERT INTO status_incidents (incident_key, surface_id, opened_at, resolved_at, public_note, severity, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    crypto.randomUUID(),
    surface,
    iso(opened),
    iso(resolved),
    note,
    severity,
    iso(opened),
    iso(resolved),
  );

/** A ticket as FreeScout's own module sends it, updated just now. */
export const openTicket = (server: TestServer, words: Omit<TicketWords, "updated">) =>
  deliver(server, native({ ...words, updated: iso(Date.now()) }));

export const readPartner = (operator: Operator, surface_id: string, state: string) =>
  operator.update({ surface_id, state, state_source: "3p_poller", actor: "3p_poller" });

/** Lets some surfaces, or all, have been in their state for so long. */
async function lastFor(server: TestServer, ms: number, ...surfaceIds: string[]): Promise<void> {
  const since = iso(Date.now() - ms);
  const update = "UPDATE surface_state SET state_since = ?, version = version + 1";
  if (surfaceIds.length === 0) await server.sql(update, since);
  for (const id of surfaceIds) await server.sql(`${update} WHERE surface_id = ?`, since, id);
  await invalidate(server);
}
