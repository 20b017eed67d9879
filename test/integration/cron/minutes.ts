import type { TestServer } from "../../support/server";

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** The first instant after `from` that lies `offsetMs` into a span of `everyMs`: the next full minute, where nothing is said. */
export const nextAt = (everyMs = MINUTE_MS, offsetMs = 0, from = Date.now()): number =>
  from - ((from - offsetMs) % everyMs) + everyMs;

/** The night's work begins at 03:15 UTC. */
export const NIGHT_MS = (3 * 60 + 15) * MINUTE_MS;

/** The next 04:00 UTC: a test that begins there meets no night's work that it does not expect. */
export const nextMorning = (): number => nextAt(DAY_MS, 4 * 60 * MINUTE_MS);

/** Minutes of test time, the first one at `firstMs`; in each that passes, the server's cron ticks. */
export function minutesOf(server: TestServer, firstMs = nextAt()) {
  let now = firstMs - MINUTE_MS;
  return {
    /** The minute that was last. */
    now: () => now,
    /** Lets minutes pass, a tick in each. */
    pass: async (count = 1) => {
      for (let i = 0; i < count; i++) {
        now += MINUTE_MS;
        await server.tick(now);
      }
    },
    /** Lets minutes pass in which the cron is dead. */
    skip: (count: number) => {
      now += count * MINUTE_MS;
    },
  };
}

export type Minutes = ReturnType<typeof minutesOf>;

type JobReport = { ok: boolean; ms: number } & Record<string, number>;

/** What the tick of a minute said of its jobs. */
export async function jobsOf(server: TestServer, scheduledMs: number): Promise<Record<string, JobReport>> {
  const [run] = await server.sql<{ jobs: string }>(
    "SELECT jobs FROM cron_runs WHERE scheduled_at = ?",
    new Date(scheduledMs).toISOString(),
  );
  return JSON.parse(run?.jobs ?? "{}");
}

export type ProbeRow = {
  checked_at: string;
  surface_id: string;
  ok: number;
  latency_ms: number | null;
  status_code: number | null;
  error: string | null;
};

/** The raw results of a surface, oldest first. */
export const probesOf = (server: TestServer, surfaceId: string) =>
  server.sql<ProbeRow>("SELECT * FROM probe_results WHERE surface_id = ? ORDER BY checked_at", surfaceId);

export type AlertRow = {
  id: number;
  alert_key: string;
  severity: string;
  title: string;
  opened_at: string;
  closed_at: string | null;
};

export const alertsOf = (server: TestServer, key: string) =>
  server.sql<AlertRow>("SELECT * FROM ops_alerts WHERE alert_key = ? ORDER BY id", key);
