import { selectLastRuns } from "@/db/queries/cron-runs";
import { countWaitingMessages, selectLatestAlerts } from "@/db/queries/ops-alerts";
import { selectChecks } from "@/db/queries/ops-checks";
import { selectMemory } from "@/db/queries/ops-memory";
import { selectFeedRows } from "@/db/queries/partner-feeds";
import { selectUsed } from "@/db/queries/sign-up-limits";
import { selectSurfaces } from "@/db/queries/surface-state";
import type { Context } from "@/lib/platform/context";
import { toFacts } from "@/lib/platform/registry";
import { CONFIGURATION, type ConfigurationItem } from "@/lib/platform/settings/configuration";
import type { VariableName } from "@/lib/platform/settings/variables";
import type { OpsChecks, OpsConfiguration } from "@/lib/schemas/ops-answers";
import { formatIso, isoOrNull, toIso } from "@/lib/schemas/times";
import { ALIVE_MS } from "@/lib/services/monitors/read-heartbeat";
import { viewLimits } from "@/lib/services/subscriptions/sign-up-limits";
import { SINCE_KEY } from "@/lib/services/tickets/freescout";
import { DOWN_KEY } from "@/lib/services/tickets/progress";
import { viewAlert } from "./view";

const RUNS = 30;
const ALERTS = 50;
const FLAGS = [
  "FLAG_STATUS_PUBLIC_ENDPOINT",
  "FLAG_STATUS_PUBLIC_HISTORY",
  "FLAG_STATUS_PROBER",
  "FLAG_STATUS_3P_POLLER",
] as const;

type CacheLife = Omit<OpsChecks["cache"], "kind">;

/** The platform's own health: monitors, ticks, reconciler, feeds, sign-ups, cache. One D1 round trip; `life` is the edge cache's lifetime. */
export async function readChecks(ctx: Context, life: CacheLife): Promise<OpsChecks> {
  const { db, env, now } = ctx;
  const [checks, runs, alerts, waiting, memory, feeds, states, [used]] = await db.batch([
    selectChecks(db),
    selectLastRuns(db, RUNS),
    selectLatestAlerts(db, ALERTS),
    countWaitingMessages(db),
    selectMemory(db),
    selectFeedRows(db),
    selectSurfaces(db),
    selectUsed(db, now),
  ]);
  const finishedAt = runs.find((run) => run.finishedAt !== null)?.finishedAt ?? null;
  const remembered = (key: string) => memory.find((row) => row.key === key)?.value;
  const instant = (text: string | undefined) => (text === undefined ? null : toIso(Number(text)));
  return {
    generated_at: toIso(now),
    cron: {
      alive: finishedAt !== null && now - Date.parse(finishedAt) < ALIVE_MS,
      last_finished_at: isoOrNull(finishedAt),
      runs: runs.map((run) => ({
        scheduled_at: formatIso(run.scheduledAt),
        started_at: formatIso(run.startedAt),
        finished_at: isoOrNull(run.finishedAt),
        jobs: run.jobs === null ? null : JSON.parse(run.jobs),
      })),
    },
    checks: checks.map(viewCheck),
    alerts: alerts.map(viewAlert),
    sign_ups: viewLimits(used),
    undelivered_alerts: waiting[0]?.waiting ?? 0,
    reconciler: {
      configured: env.value("FREESCOUT_API_URL") !== null && env.value("FREESCOUT_API_KEY") !== null,
      looked_until: instant(remembered(SINCE_KEY)),
      down_since: instant(remembered(DOWN_KEY)),
    },
    feeds: listFeeds(ctx, feeds, states),
    cache: { kind: ctx.scope.cache ? "workers_cache" : "none", ...life },
    flags: Object.fromEntries(FLAGS.map((name) => [name, env.flag(name)])),
  };
}

type CheckRow = Awaited<ReturnType<typeof selectChecks>>[number];

const viewCheck = (row: CheckRow): OpsChecks["checks"][number] => ({
  key: row.checkKey,
  ok: row.ok,
  severity: row.severity,
  summary: row.summary,
  details: JSON.parse(row.details),
  since: formatIso(row.since),
  checked_at: formatIso(row.checkedAt),
});

type FeedRows = Awaited<ReturnType<typeof selectFeedRows>>;
type StateRows = Awaited<ReturnType<typeof selectSurfaces>>;

/** The age of each feed's last good reading; it is stale when it is over its tolerance or there is none. */
function listFeeds({ registry, now }: Context, feeds: FeedRows, states: StateRows): OpsChecks["feeds"] {
  return registry.entries.flatMap((entry) => {
    if (entry.partner_feed === null) return [];
    const state = states.find((row) => row.surfaceId === entry.id);
    const ageMs = state?.partnerGoodAt ? now - Date.parse(state.partnerGoodAt) : null;
    return [
      {
        surface_id: entry.id,
        kind: entry.partner_feed.kind,
        good_at: isoOrNull(state?.partnerGoodAt ?? null),
        age_s: ageMs === null ? null : Math.round(ageMs / 1000),
        stale: ageMs === null || ageMs > toFacts(entry).partnerStaleMs,
        failed_polls: state?.partnerFailedPolls ?? 0,
        failure: feeds.find((row) => row.surfaceId === entry.id)?.failure ?? null,
      },
    ];
  });
}

type Status = OpsConfiguration["items"][number]["status"];

/** Each variable and binding: set or missing, never its value (the checklist of docs/runbooks/env-bootstrap.md). */
export const readConfiguration = (ctx: Context): OpsConfiguration => ({
  generated_at: toIso(ctx.now),
  items: CONFIGURATION.map((item) => ({ ...item, status: toStatus(ctx, item) })),
});

/** All other bindings are required: without them this code does not run. */
function toStatus({ env, snapshot, limits }: Context, { name, kind }: ConfigurationItem): Status {
  if (name === "STATUS_SNAPSHOT") return snapshot ? "set" : "missing";
  if (name === "FAILED_CREDENTIALS" || name === "UNCACHED_READS" || name === "SIGN_UPS")
    return limits[name] ? "set" : "missing";
  if (kind === "binding") return "set";
  const variable = name as VariableName;
  if (!env.isSet(variable)) return "missing";
  return env.value(variable) === null ? "malformed" : "set";
}
