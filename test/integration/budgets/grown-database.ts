import type { D1Database } from "@cloudflare/workers-types";
import { contextFrom } from "@/lib/platform/context";
import type { Bindings } from "@/lib/platform/settings/variables";
import type { SurfaceEntry } from "@/lib/schemas/registry";
import { retainRecords } from "@/lib/services/retention/nightly";
import { startDatabase } from "../../support/database";

/** How much a database holds. */
export type Size = { surfaces: number; days: number };

export const NOW = Date.UTC(2026, 5, 1, 12);
const LAST_NIGHT = Date.UTC(2026, 5, 1, 3, 15);
/** Of so many surfaces one is probed, as in the registry. */
const PROBED_SHARE = 14 / 23;

/** As many surfaces as are asked for; those with a probe answer at `probeUrl`. */
export function registryOf(surfaces: number, probeUrl: string): SurfaceEntry[] {
  return Array.from({ length: surfaces }, (_, i) => ({
    ...{ id: `surface-${i}`, display_name: `Surface ${i}`, category: "owned", public_description: `What ${i} does.` },
    probe_url: i < surfaces * PROBED_SHARE ? probeUrl : null,
    ...{ partner_status_url: null, partner_name: null, partner_feed: null },
  }));
}

/** A D1 that has run for so many days with so many surfaces, the last night's work done. */
export async function startGrownDatabase({ surfaces, days }: Size) {
  const database = await startDatabase();
  const registry = registryOf(surfaces, "https://raxx.app/");
  const values = { now: NOW / 1000, days, ids: JSON.stringify(registry.map(({ id }) => id)) };
  for (const statement of FILL) await fill(database.d1, statement, values);
  const bindings = { DB: database.d1, REGISTRY: { surfaces: registry } } as unknown as Bindings;
  await retainRecords({ ...contextFrom(bindings, { waitUntil: () => undefined }, LAST_NIGHT), log: () => undefined });
  return { ...database, registry };
}

async function fill(d1: D1Database, sql: string, values: Record<string, string | number>): Promise<void> {
  const bound: (string | number)[] = [];
  const numbered = sql.replace(/:(now|days|ids)\b/g, (_, name: string) => {
    bound.push(values[name] as string | number);
    return "?";
  });
  await d1
    .prepare(numbered)
    .bind(...bound)
    .run();
}

/** Days before now, by number; and each surface with its place. */
const DAYS = "days(d) AS (SELECT 0 UNION ALL SELECT d + 1 FROM days WHERE d + 1 < :days)";
const SURFACES = "surfaces(id, i) AS (SELECT value, key FROM json_each(:ids))";
const at = (seconds: string): string => `strftime('%Y-%m-%dT%H:%M:%fZ', ${seconds}, 'unixepoch')`;
const DAYS_AGO = ":now - d * 86400";

/** A trouble of half an hour on each surface each third day; an incident of three words each 30th; a window a week; and what the machinery leaves. */
const FILL = [
  `WITH ${SURFACES} INSERT INTO surface_state
     (surface_id, state, state_since, state_source, because, last_probe_ok, last_probe_at, probe_ok_streak, updated_at)
   SELECT id, 'OPERATIONAL', ${at(":now - 86400")}, 'prober', 'probes_good', 1, ${at(":now - 30")}, 5, ${at(":now - 30")} FROM surfaces`,
  `WITH RECURSIVE ${DAYS}, ${SURFACES}, turns(k) AS (VALUES (0), (1)) INSERT INTO status_audit_log
     (surface_id, actor, previous_state, new_state, source, state_source, because, effective_at, created_at)
   SELECT id, iif(i % 7 = 0, 'operator:ops@raxx.app', 'prober'), iif(k = 0, 'OPERATIONAL', 'DOWN'), iif(k = 0, 'DOWN', 'OPERATIONAL'),
     'prober', 'prober', 'probe_failed', ${at(`${DAYS_AGO} - 40000 + k * 1800 + i`)}, ${at(`${DAYS_AGO} - 40000 + k * 1800 + i`)}
   FROM days, surfaces, turns WHERE (d + i) % 3 = 0 ORDER BY d DESC, i, k`,
  `WITH RECURSIVE ${DAYS}, ${SURFACES} INSERT INTO status_incidents
     (incident_key, surface_id, opened_at, resolved_at, public_note, freescout_ticket_id, severity, created_at, updated_at)
   SELECT 'ticket:' || (d * 1000 + i), id, ${at(`${DAYS_AGO} - 9000`)}, ${at(`${DAYS_AGO} - 1800`)}, 'Logins failed for some.',
     d * 1000 + i, 'degraded', ${at(`${DAYS_AGO} - 9000`)}, ${at(`${DAYS_AGO} - 1800`)}
   FROM days, surfaces WHERE (d + i) % 30 = 0 ORDER BY d DESC, i`,
  `WITH words(kind, age) AS (VALUES ('opened', 0), ('updated', 1), ('resolved', 2)) INSERT INTO incident_updates
     (incident_id, surface_id, kind, severity, public_note, effective_at, created_at)
   SELECT incident.id, surface_id, kind, severity, 'Logins failed for some.', opened_at, opened_at
   FROM status_incidents AS incident, words ORDER BY incident.id, age`,
  `INSERT INTO incident_revisions (incident_id, revision, phase, source, at, update_id, created_at)
   SELECT incident_id, row_number() OVER (PARTITION BY incident_id ORDER BY id),
     CASE WHEN kind = 'resolved' THEN 'resolved' ELSE 'investigating' END, 'freescout', effective_at, id, created_at FROM incident_updates`,
  `INSERT INTO freescout_tickets (ticket_key, freescout_ticket_id, surface_id, severity, updated_at, fingerprint, incident_key)
   SELECT incident_key, freescout_ticket_id, surface_id, 'degraded', updated_at, incident_key, incident_key FROM status_incidents`,
  `WITH RECURSIVE ${DAYS} INSERT INTO maintenance_windows (id, starts_at, ends_at, actor, created_at, updated_at)
   SELECT 'window-' || d, ${at(`${DAYS_AGO} - 7200`)}, ${at(`${DAYS_AGO} - 3600`)}, 'ops', ${at(DAYS_AGO)}, ${at(DAYS_AGO)}
   FROM days WHERE d % 7 = 0`,
  `WITH ${SURFACES} INSERT INTO maintenance_window_surfaces (window_id, surface_id, phase, begins_at, ends_at)
   SELECT maintenance_windows.id, surfaces.id, 'ended', starts_at, ends_at FROM maintenance_windows, surfaces WHERE i < 2`,
  `WITH RECURSIVE ${DAYS} INSERT INTO operator_actions (request_id, actor, action, asked, result, created_at)
   SELECT 'request-' || d, 'operator:ops@raxx.app', 'write', '{}', '{}', ${at(DAYS_AGO)} FROM days`,
  `WITH RECURSIVE minutes(m) AS (SELECT 1 UNION ALL SELECT m + 1 FROM minutes WHERE m < 1440 * min(7, :days))
   INSERT INTO cron_runs (scheduled_at, started_at, finished_at, jobs)
   SELECT ${at(":now - m * 60")}, ${at(":now - m * 60")}, ${at(":now - m * 60")}, '{}' FROM minutes`,
  `WITH RECURSIVE hours(h) AS (SELECT 0 UNION ALL SELECT h + 1 FROM hours WHERE h + 1 < 24 * min(7, :days)), ${SURFACES}
   INSERT INTO probe_results (checked_at, surface_id, ok, latency_ms)
   SELECT ${at(":now - 7200 - h * 3600")}, id, 1, 100 FROM hours, surfaces`,
  `WITH RECURSIVE minutes(m) AS (SELECT 1 UNION ALL SELECT m + 1 FROM minutes WHERE m < 60), ${SURFACES}
   INSERT INTO probe_results (checked_at, surface_id, ok, latency_ms)
   SELECT ${at(":now - m * 60")}, id, 1, 100 FROM minutes, surfaces`,
];
