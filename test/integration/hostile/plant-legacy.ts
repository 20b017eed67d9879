import { iso } from "../../support/http";
import type { TestServer } from "../../support/server";
import { CANARIES } from "./canaries";

const { actor, alert, apiKey, broker, host, ticketId, ticketUrl, trace } = CANARIES;
const NOTES = [host, broker, ticketUrl, trace, apiKey];

/** So many minutes from now, before it if negative. */
const inMinutes = (minutes: number) => iso(Date.now() + minutes * 60_000);

type Run = (command: string, ...values: unknown[]) => Promise<unknown>;

/** Through SQL, as an older version, or a hand at the console, may have stored it. */
export async function plantThroughSql(server: TestServer): Promise<void> {
  const run: Run = (command, ...values) => server.sql(command, ...values);
  await run(
    `UPDATE surface_state SET public_note = ?1, override_note = ?1, override_actor = ?2, last_probe_error = ?3,
     state = 'DOWN', state_source = 'manual', override_since = ?4, override_severity = 'down', version = version + 1
     WHERE surface_id = 'legacy'`,
    ...[NOTES.join(" ").slice(0, 280), actor, trace, inMinutes(-30)],
  );
  for (const [i, note] of NOTES.entries()) {
    await plantIncident(run, "status_incidents", { id: 100 + i, note, resolved: null });
    await plantIncident(run, "status_incidents", { id: 200 + i, note, resolved: inMinutes(-20) });
    await plantIncident(run, "status_incidents_archive", { id: 300 + i, note, resolved: inMinutes(-20) });
    await plantWindow(run, { id: `win_a${i}`, phase: "running", note, span: [-10, 20] });
    await plantWindow(run, { id: `win_b${i}`, phase: "scheduled", note, span: [20, 40] });
    await plantAuditRow(run, note);
  }
  await plantMachinery(run);
}

type Incident = { id: number; note: string; resolved: string | null };

async function plantIncident(run: Run, table: string, { id, note, resolved }: Incident): Promise<void> {
  await run(
    `INSERT INTO ${table} (id, incident_key, surface_id, opened_at, resolved_at, public_note, freescout_ticket_id,
     severity, created_at, updated_at) VALUES (?1, ?2, 'legacy', ?3, ?4, ?5, ?6, 'down', ?3, ?3)`,
    ...[id, `ticket:${ticketId}${id}`, inMinutes(-60), resolved, note, Number(ticketId) * 1000 + id],
  );
  for (const kind of ["opened", "updated"])
    await run(
      `INSERT INTO incident_updates (incident_id, surface_id, kind, severity, public_note, effective_at, created_at)
       VALUES (?1, 'legacy', ?2, 'down', ?3, ?4, ?4)`,
      ...[id, kind, note, inMinutes(-50)],
    );
}

type Window = { id: string; phase: string; note: string; span: [number, number] };

async function plantWindow(run: Run, { id, phase, note, span }: Window): Promise<void> {
  const [starts, ends] = span.map(inMinutes);
  await run(
    `INSERT INTO maintenance_windows (id, starts_at, ends_at, public_note, actor, created_at, updated_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)`,
    ...[id, starts, ends, note, actor, inMinutes(-90)],
  );
  await run(
    `INSERT INTO maintenance_window_surfaces (window_id, surface_id, phase, begins_at, ends_at, public_note)
     VALUES (?1, 'planned', ?2, ?3, ?4, ?5)`,
    ...[id, phase, starts, ends, note],
  );
}

const plantAuditRow = (run: Run, note: string) =>
  run(
    `INSERT INTO status_audit_log (surface_id, actor, previous_state, new_state, source, note, created_at, effective_at,
     because, state_source, public_note) VALUES ('legacy', ?1, 'DOWN', 'DOWN', 'manual', ?2, ?3, ?3, ?4, 'manual', ?2)`,
    ...[actor, note, inMinutes(-15), host],
  );

async function plantMachinery(run: Run): Promise<void> {
  const at = inMinutes(-5);
  await run(
    `INSERT INTO ops_alerts (alert_key, severity, title, opened_at, updated_at) VALUES ('canary', 'critical', ?1, ?2, ?2)`,
    ...[`${alert} ${trace}`, at],
  );
  await run(
    `INSERT INTO ops_checks (check_key, ok, severity, summary, details, since, checked_at)
     VALUES ('canary', 0, 'critical', ?1, ?2, ?3, ?3)`,
    ...[`${alert} ${host}`, JSON.stringify({ trace }), at],
  );
  await run("INSERT INTO ops_memory (key, value, updated_at) VALUES ('canary', ?1, ?2)", apiKey, at);
}
