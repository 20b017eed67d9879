import { selectLatestAudit } from "@/db/queries/audit-log";
import { selectLastRuns } from "@/db/queries/cron-runs";
import { selectOpenAlerts } from "@/db/queries/ops-alerts";
import { selectChecks } from "@/db/queries/ops-checks";
import { selectMemoryOf } from "@/db/queries/ops-memory";
import { selectFeedRows, toFeed } from "@/db/queries/partner-feeds";
import { selectProbesSince } from "@/db/queries/probe-results";
import { STATES, type State, worstState } from "@/lib/core/engine/states";
import { reachVerdict } from "@/lib/core/verdict";
import { teamSurfaces } from "@/lib/output/page-layout";
import type { Context } from "@/lib/platform/context";
import type { OpsDashboard, OpsSurface } from "@/lib/schemas/ops";
import { formatIso, isoOrNull, toIso } from "@/lib/schemas/times";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { MUTE, muteKey } from "./surface-alerts";
import { readFreescoutUrl, viewAlert, viewAuditRow, viewFigures, viewOpsSurface } from "./view";

const AUDIT_ROWS = 5;
const PROBE_SPAN_MS = 3_600_000;
const PROBES = 3_000;

/** What customers read of the whole page (contract §1.6). */
export const verdictOf = ({ registry }: Context, { surfaces }: OpsDashboard): State =>
  reachVerdict(
    surfaces.map(({ id, category, shown_state }) => ({ id, category, state: shown_state })),
    teamSurfaces(registry),
  ).state;

/** The operator dashboard: every surface, worst first, with everything that explains its state (contract §15.5); one D1 round trip. */
export async function readDashboard(ctx: Context): Promise<OpsDashboard> {
  const { db, now, registry } = ctx;
  const [loaded, feeds, probes, audit, checks, alerts, runs, mutes] = await loadSurfaces(
    ctx,
    selectFeedRows(db),
    selectProbesSince(db, now - PROBE_SPAN_MS, PROBES),
    selectLatestAudit(db, AUDIT_ROWS),
    selectChecks(db),
    selectOpenAlerts(db),
    selectLastRuns(db),
    selectMemoryOf(db, MUTE),
  );
  const series = toSeries(probes);
  const rows = Map.groupBy(audit, ({ row }) => row.surfaceId);
  const memories = new Map(feeds.map((row) => [row.surfaceId, toFeed(row)]));
  const figures = viewFigures(checks, now);
  const freescoutUrl = readFreescoutUrl(ctx);
  const surfaces = registry.entries.flatMap((entry) => {
    const surface = loaded.get(entry.id)?.surface;
    if (!surface) return [];
    const input = {
      entry,
      surface,
      feed: memories.get(entry.id) ?? null,
      probes: series.get(entry.id) ?? [],
      audit: (rows.get(entry.id) ?? []).map(({ row }) => viewAuditRow(row)),
      isMuted: mutes.some(({ key }) => key === muteKey(entry.id)),
      figures: figures(entry.id),
      freescoutUrl,
    };
    return [viewOpsSurface(input, now)];
  });
  const finishedAt = runs.find((run) => run.finishedAt !== null)?.finishedAt ?? null;
  return {
    generated_at: toIso(now),
    overall_status: worstState(surfaces.filter((s) => s.category === "owned").map((s) => s.shown_state)),
    surfaces: worstFirst(surfaces),
    alerts: alerts.map(viewAlert),
    last_tick_at: isoOrNull(finishedAt),
  };
}

/** By shown state; equal ones in the registry's order. */
const worstFirst = (surfaces: readonly OpsSurface[]): OpsSurface[] =>
  surfaces.toSorted((a, b) => STATES.indexOf(a.shown_state) - STATES.indexOf(b.shown_state));

type ProbeRow = { surfaceId: string; checkedAt: string; ok: boolean; latencyMs: number | null };

/** Rows are read newest first and shown oldest first. */
function toSeries(rows: readonly ProbeRow[]): Map<string, OpsSurface["probes"]> {
  const series = new Map<string, OpsSurface["probes"]>();
  for (const { surfaceId, checkedAt, ok, latencyMs } of rows.toReversed()) {
    const point = { at: formatIso(checkedAt), ok, latency_ms: latencyMs };
    const points = series.get(surfaceId);
    if (points) points.push(point);
    else series.set(surfaceId, [point]);
  }
  return series;
}
