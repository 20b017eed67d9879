import type { AuditRow } from "@/db/queries/audit-log";
import type { AlertRow } from "@/db/queries/ops-alerts";
import type { selectChecks } from "@/db/queries/ops-checks";
import type { FeedMemory } from "@/db/queries/partner-feeds";
import { explain } from "@/lib/core/engine/explain";
import { shownSurface } from "@/lib/core/engine/settle";
import { isTicketPending, RULES, type Rule, type Surface, type Ticket } from "@/lib/core/engine/surface";
import { toFreescoutUrl } from "@/lib/integrations/freescout/api";
import type { Context } from "@/lib/platform/context";
import type { SurfaceEntry } from "@/lib/platform/registry";
import type { OpsAlert, OpsAuditRow, OpsSource, OpsSurface } from "@/lib/schemas/ops";
import { formatIso, isoOrNull, toIso, toIsoOrNull } from "@/lib/schemas/times";
import { readMonitors } from "@/lib/services/monitors/checks";
import { runsKey } from "@/lib/services/monitors/github";
import { dynosKey, releaseKey } from "@/lib/services/monitors/heroku";
import { errorsKey } from "@/lib/services/monitors/sentry";
import { outsideKey } from "@/lib/services/probes/outside";
import { isForCustomers } from "./surface-alerts";

/** An alert as operators see it. */
export const viewAlert = (row: AlertRow): OpsAlert => ({
  id: row.id,
  key: row.alertKey,
  severity: row.severity,
  title: row.title,
  opened_at: formatIso(row.openedAt),
  updated_at: formatIso(row.updatedAt),
  closed_at: isoOrNull(row.closedAt),
  acknowledged_at: isoOrNull(row.acknowledgedAt),
  acknowledged_by: row.acknowledgedBy,
});

/** An audit row as operators see it. */
export const viewAuditRow = (row: AuditRow): OpsAuditRow => ({
  id: row.id,
  surface_id: row.surfaceId,
  actor: row.actor,
  source: row.source,
  previous_state: row.previousState,
  new_state: row.newState,
  because: RULES[row.because as Rule] ?? row.because,
  note: row.note,
  public_note: row.publicNote,
  ticket_pending: row.ticketPending,
  maintenance_until: isoOrNull(row.maintenanceUntil),
  effective_at: formatIso(row.effectiveAt),
  written_at: formatIso(row.createdAt),
});

type CheckRow = Awaited<ReturnType<typeof selectChecks>>[number];
type Details = Record<string, unknown>;

/** The figures of platform monitors (contract §15.5) for the surfaces that config/monitors.json assigns them to. */
export function viewFigures(rows: readonly CheckRow[], now: number) {
  const monitors = readMonitors();
  const details = new Map(rows.map((row) => [row.checkKey, JSON.parse(row.details) as Details]));
  const summaries = new Map(rows.map((row) => [row.checkKey, row]));
  return (surfaceId: string) => {
    const named = <T extends { surface_id?: string }>(list: readonly T[]) =>
      list.find((each) => each.surface_id === surfaceId);
    const [app, project] = [named(monitors.heroku_apps), named(monitors.sentry.projects)];
    const workflow = named(monitors.github_workflows);
    const errors = project && details.get(errorsKey(project))?.errors_24h;
    const dynos = app && summaries.get(dynosKey(app.name));
    const runs = workflow && summaries.get(runsKey(workflow));
    return {
      outside: viewOutside(summaries.get(outsideKey(surfaceId)), now),
      sentry_errors_24h: typeof errors === "number" ? errors : null,
      build_status: runs ? { ...details.get(runs.checkKey), ok: runs.ok, summary: runs.summary } : null,
      last_deploy: app ? viewDeploy(details.get(releaseKey(app.name)), dynos?.summary) : null,
    };
  };
}

/** How old a look from outside may be to stand beside the prober's. */
const OUTSIDE_MS = 15 * 60_000;

const viewOutside = (row: CheckRow | undefined, now: number): OpsSurface["outside"] =>
  row && row.ok !== null && now - Date.parse(row.checkedAt) <= OUTSIDE_MS
    ? { ok: row.ok, summary: row.summary, checked_at: formatIso(row.checkedAt) }
    : null;

function viewDeploy(release: Details | undefined, dynos: string | undefined): Details | null {
  const deploy = release?.last_deploy;
  return deploy && typeof deploy === "object" ? { ...deploy, ...(dynos ? { dynos } : {}) } : null;
}

type DashboardInput = {
  entry: SurfaceEntry;
  surface: Surface;
  feed: FeedMemory | null;
  probes: OpsSurface["probes"];
  audit: readonly OpsAuditRow[];
  isMuted: boolean;
  figures: Pick<OpsSurface, "outside" | "sentry_errors_24h" | "build_status" | "last_deploy">;
  freescoutUrl: string | null;
};

/** A surface as operators see it at `now`: stored state, shown state, and why. */
export function viewOpsSurface(input: DashboardInput, now: number): OpsSurface {
  const { entry, surface, audit } = input;
  const shown = shownSurface(surface, now);
  const tickets = surface.tickets.toSorted((a, b) => b.updatedAt - a.updatedAt);
  return {
    id: entry.id,
    display_name: entry.display_name,
    category: entry.category,
    version: audit[0]?.id ?? 0,
    state: surface.state,
    shown_state: shown.state,
    state_since: toIso(shown.stateSince),
    state_source: shown.source,
    because: RULES[shown.because],
    ticket_pending: isTicketPending(shown),
    public_note: shown.note,
    maintenance_until: toIsoOrNull(shown.maintenanceUntil),
    overridden_by: shown.override?.actor ?? null,
    override_since: toIsoOrNull(shown.override?.since ?? null),
    override_expires_at: toIsoOrNull(shown.override?.expiresAt ?? null),
    alerts: isForCustomers(entry) ? (input.isMuted ? "muted" : "on") : null,
    sources: viewSources(shown, now),
    ...probeFields(entry, surface),
    probes: input.probes,
    partner_name: entry.partner_name,
    partner_feed: viewFeed(input),
    freescout_ticket_id: tickets.find((ticket) => ticket.ticketId !== null)?.ticketId ?? null,
    open_tickets: tickets.map((ticket) => viewTicket(ticket, input.freescoutUrl)),
    windows: shown.windows.map(viewWindow),
    ...input.figures,
    state_audit_log: [...audit],
  };
}

const viewSources = (shown: Surface, now: number): OpsSource[] =>
  explain(shown).map(({ source, state, because, standing, reportedAt }) => ({
    source,
    state,
    rule: because,
    because: because === null ? null : RULES[because],
    standing,
    reported_at: toIsoOrNull(reportedAt),
    age_s: reportedAt === null ? null : Math.max(0, Math.round((now - reportedAt) / 1000)),
  }));

const probeFields = (entry: SurfaceEntry, { probe }: Surface) => ({
  probe_url: entry.probe_url,
  last_probe_at: toIsoOrNull(probe.lastAt),
  last_probe_ok: probe.lastOk,
  last_probe_latency_ms: probe.latencyMs,
  last_probe_status_code: probe.statusCode,
  last_probe_error: probe.error,
  probe_ok_streak: probe.okStreak,
  probe_fail_streak: probe.failStreak,
});

function viewFeed({ entry, surface: { partner }, feed }: DashboardInput): OpsSurface["partner_feed"] {
  if (entry.partner_feed === null && partner.polledAt === null && feed === null) return null;
  return {
    state: feed?.state ?? null,
    reading: partner.reading,
    incident_titles: [...(feed?.incidentTitles ?? [])],
    good_at: toIsoOrNull(partner.goodAt),
    polled_at: toIsoOrNull(partner.polledAt),
    failed_polls: partner.failedPolls,
    failure: feed?.failure ?? null,
  };
}

const viewTicket = (ticket: Ticket, freescoutUrl: string | null): OpsSurface["open_tickets"][number] => ({
  is_operators: ticket.key.startsWith("ops:"),
  freescout_ticket_id: ticket.ticketId,
  url: ticketUrl(ticket.ticketId, freescoutUrl),
  severity: ticket.severity,
  counts_as: ticket.downgraded ? "degraded" : ticket.severity,
  updated_at: toIso(ticket.updatedAt),
  public_note: ticket.note,
});

/** The URL of the conversation in FreeScout. */
export const ticketUrl = (ticketId: number | null, freescoutUrl: string | null): string | null =>
  ticketId === null || freescoutUrl === null ? null : `${freescoutUrl}/conversation/${ticketId}`;

/** The URL of FreeScout; null where it is not configured. */
export function readFreescoutUrl({ env }: Pick<Context, "env">): string | null {
  const apiUrl = env.value("FREESCOUT_API_URL");
  return apiUrl === null ? null : toFreescoutUrl(apiUrl);
}

const viewWindow = (window: Surface["windows"][number]): OpsSurface["windows"][number] => ({
  id: window.id,
  begins_at: toIso(window.beginsAt),
  ends_at: toIso(window.endsAt),
  public_note: window.note,
  running: window.running,
});
