import { z } from "zod";
import { OpsAlert } from "./ops";

const Time = z.iso.datetime();
const TimeOrNull = Time.nullable();

/** One monitor's last finding; `ok` is null where it could not look. */
const OpsCheck = z.strictObject({
  key: z.string(),
  ok: z.boolean().nullable(),
  severity: z.enum(["critical", "warning"]),
  summary: z.string(),
  details: z.record(z.string(), z.unknown()),
  since: Time,
  checked_at: Time,
});

/** One tick of the cron; `jobs` says per job whether it went well, its counts and its milliseconds. */
const OpsRun = z.strictObject({
  scheduled_at: Time,
  started_at: Time,
  finished_at: TimeOrNull,
  jobs: z.record(z.string(), z.unknown()).nullable(),
});

/** `GET /api/ops/checks`: whether the machinery works. */
export const OpsChecks = z.strictObject({
  generated_at: Time,
  cron: z.strictObject({ alive: z.boolean(), last_finished_at: TimeOrNull, runs: z.array(OpsRun) }),
  checks: z.array(OpsCheck),
  alerts: z.array(OpsAlert),
  undelivered_alerts: z.int(),
  reconciler: z.strictObject({ configured: z.boolean(), looked_until: TimeOrNull, down_since: TimeOrNull }),
  feeds: z.array(
    z.strictObject({
      surface_id: z.string(),
      kind: z.string(),
      good_at: TimeOrNull,
      age_s: z.int().nullable(),
      stale: z.boolean(),
      failed_polls: z.int(),
      failure: z.string().nullable(),
    }),
  ),
  cache: z.strictObject({
    kind: z.enum(["workers_cache", "none"]),
    fresh_s: z.int(),
    stale_s: z.int(),
    on_error_s: z.int(),
  }),
  flags: z.record(z.string(), z.boolean()),
});
export type OpsChecks = z.infer<typeof OpsChecks>;

/** `GET /api/ops/configuration`: what is set, never to what. */
export const OpsConfiguration = z.strictObject({
  generated_at: Time,
  items: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(["binding", "secret", "variable", "flag"]),
      feature: z.string(),
      severity: z.enum(["critical", "warning"]).nullable(),
      status: z.enum(["set", "missing", "malformed"]),
      command: z.string(),
    }),
  ),
});
export type OpsConfiguration = z.infer<typeof OpsConfiguration>;

/** One act of an operator's. */
export const OpsAction = z.strictObject({
  id: z.int(),
  actor: z.string(),
  action: z.string(),
  asked: z.unknown(),
  created_at: Time,
});
export type OpsAction = z.infer<typeof OpsAction>;
