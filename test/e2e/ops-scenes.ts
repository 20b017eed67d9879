import { iso } from "../support/http";
import { APP } from "./ops-forms";
import { HOUR_MS, openTicket, type Scene, showIncidents } from "./scenes";

/** An incident of that afternoon: other tests on the same server may have taken the first numbers. */
let earliest = "";

/** A bad afternoon that operators work on. */
export async function showWork(scene: Scene): Promise<void> {
  const { server, operator } = scene;
  await showIncidents(scene);
  await openTicket(server, { id: 77, tag: "api-service", severity: "down", note: "Calls fail. ETA 5 minutes." });
  const from = Date.now() + 24 * HOUR_MS;
  const span = { starts_at: iso(from), ends_at: iso(from + HOUR_MS) };
  await operator.plan({ surface_ids: [APP, "api-service"], ...span, public_note: "Database upgrade." });
  const looks = Array.from({ length: 40 }, (_, i) => ({
    ...{ surface_id: "docs-raxx-app", ok: i !== 20, checked_at: iso(Date.now() - (40 - i) * 60_000) },
    ...{ latency_ms: 80 + ((i * 37) % 90), status_code: i === 20 ? 503 : 200, error: i === 20 ? "HTTP 503" : null },
  }));
  await operator.probe(looks);
  const [first] = await server.sql<{ id: number }>(
    "SELECT min(id) AS id FROM (SELECT id FROM status_incidents UNION ALL SELECT id FROM status_incidents_archive)",
  );
  earliest = `inc_${String(first?.id).padStart(5, "0")}`;
  const at = iso(Date.now() - HOUR_MS);
  await server.sql(
    "INSERT OR IGNORE INTO ops_alerts (alert_key, severity, title, opened_at, updated_at) VALUES ('looks', 'critical', 'FreeScout does not answer', ?, ?)",
    ...[at, at],
  );
}

/** The operators’ pages by name, and where each is. */
export const VIEWS: Record<string, () => string> = {
  board: () => "/ops",
  surface: () => `/ops/surfaces/${APP}?action=override`,
  several: () => `/ops/write?surface=${APP}&surface=market-data-feed&action=clear`,
  windows: () => "/ops/windows?plan=1",
  incidents: () => "/ops/incidents",
  "incident-new": () => "/ops/incidents/new",
  "incident-past": () => `/ops/incidents/${earliest}`,
  audit: () => "/ops/audit",
  actions: () => "/ops/actions",
  at: () => `/ops/at?time=${encodeURIComponent(iso(Date.now() - 1000))}`,
  subscribers: () => "/ops/subscribers",
  checks: () => "/ops/checks",
  configuration: () => "/ops/configuration",
};
