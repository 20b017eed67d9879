import * as z from "zod";
import { PHASES, SEVERITIES, SOURCES, STATES } from "@/lib/core/engine/states";
import { LANGUAGES } from "./language";
import { WindowView } from "./maintenance";
import { OpsAlert, OpsAuditRow } from "./ops";
import { SignUpLimit } from "./ops-subscribers";
import { ActiveIncident } from "./page";
import { PageLayout } from "./page-layout";
import { PublicSurface } from "./public";
import { IsoTime } from "./times";

/**
 * The write's surfaces, as customers now see them; `replayed` when the same request had run before, `purged: false` where the
 * platform refused to purge the edge cache and readers see the write within about a minute.
 */
export const OpsWriteResult = z.strictObject({
  replayed: z.boolean(),
  purged: z.boolean(),
  surfaces: z.array(PublicSurface),
  window_id: z.string().nullable(),
  /** The public id of the incident that the write tells of. */
  incident_id: z.string().nullable(),
  /** The body of the write that puts back what was; null where no single write does. */
  undo: z.looseObject({ action: z.string() }).nullable(),
});
export type OpsWriteResult = z.infer<typeof OpsWriteResult>;

/** A finding of the note policy. */
export const OpsFinding = z.strictObject({
  path: z.string(),
  message: z.string(),
  rule: z.string(),
  words: z.string(),
});
export type OpsFinding = z.infer<typeof OpsFinding>;

/** The record of a window or an incident. */
const OpsRecord = z.strictObject({
  surface_ids: z.array(z.string()).optional(),
  starts_at: IsoTime.optional(),
  ends_at: IsoTime.optional(),
  opened_at: IsoTime.optional(),
  resolved_at: IsoTime.nullable().optional(),
  public_note: z.string().nullable().optional(),
  severities: z.record(z.string(), z.enum(SEVERITIES)).optional(),
  title: z.string().nullable().optional(),
  phase: z.enum(PHASES).exclude(["resolved"]).optional(),
  /** A postmortem. */
  text: z.string().nullable().optional(),
});
export type OpsRecord = z.infer<typeof OpsRecord>;

/** `POST /api/ops/preview`: what customers see now, and what they would see from `read_at` on; nothing is stored. */
export const OpsPreview = z.strictObject({
  read_at: IsoTime,
  surfaces: z.array(z.strictObject({ before: PublicSurface, after: PublicSurface })),
  overall_before: z.enum(STATES),
  overall_after: z.enum(STATES),
  /** The whole page as customers would then see it. */
  page: z.array(PublicSurface),
  layout: PageLayout,
  incidents: z.array(
    z.strictObject({
      op: z.enum(["open", "update", "close"]),
      surface_id: z.string(),
      severity: z.enum(SEVERITIES).nullable(),
      public_note: z.string().nullable(),
    }),
  ),
  /** A window's or an incident's record: as it is stored, null for a new one, and as it would be, null for one that ends. */
  record: z.strictObject({ before: OpsRecord.nullable(), after: OpsRecord.nullable() }).nullable(),
  /** An incident that is written: its cards, the newest item of the feeds, and a mail's text; a new one has no address yet. */
  story: z
    .strictObject({
      active: z.array(ActiveIncident),
      feed: z.strictObject({ title: z.string(), heading: z.string(), note: z.string().nullable(), at: IsoTime }),
      mail: z.strictObject({ subject: z.string(), text: z.string() }),
    })
    .nullable(),
  /** Where an override is cleared: the trouble that other sources report and that counts again from their next report. */
  claims: z.array(z.strictObject({ surface_id: z.string(), source: z.enum(SOURCES), state: z.enum(STATES) })),
  /** What subscribers would get by each channel, in one language and with times in UTC, and how many of them at most. */
  notices: z.array(
    z.strictObject({
      at_most: z.int(),
      language: z.enum(LANGUAGES),
      mail: z.strictObject({ subject: z.string(), text: z.string(), html: z.string() }),
      /** The chats' forms are made of this; `link` is the text of the link to `url`. */
      chat: z.strictObject({ title: z.string(), text: z.string(), link: z.string(), url: z.string() }),
      /** A browser's notification, which has no more room. */
      push: z.strictObject({ title: z.string(), text: z.string() }),
      webhook: z.string(),
    }),
  ),
  /** Not empty: the write would be refused for these (422). */
  findings: z.array(OpsFinding),
  /** Whether another operator has written since this one loaded the page, and what: the write would be refused (409). */
  changed_meanwhile: z.boolean(),
  meanwhile: z.array(OpsAuditRow),
  /** The surfaces' versions, the window's `sequence` or the incident's `updated_at` as they are now, to be sent with the write. */
  seen: z.strictObject({
    surfaces: z.array(z.strictObject({ surface_id: z.string(), version: z.int() })).optional(),
    sequence: z.int().optional(),
    updated_at: IsoTime.optional(),
    revision: z.int().optional(),
  }),
});
export type OpsPreview = z.infer<typeof OpsPreview>;

/** `POST /api/ops/preview`: in which language the messages to subscribers are shown. */
export const PreviewQuery = z.strictObject({ language: z.enum(LANGUAGES).default(LANGUAGES[0]) });

export const OpsActResult = z.strictObject({ replayed: z.boolean(), result: z.unknown() });
export type OpsActResult<T = unknown> = z.infer<typeof OpsActResult> & { result: T };

export const OpsAcknowledged = z.strictObject({ replayed: z.boolean(), alert: OpsAlert });
export type OpsAcknowledged = z.infer<typeof OpsAcknowledged>;

/** A window for the operator who edits it; an edit sends back the `sequence` that it was based on. */
const OpsPlannedWindow = z.strictObject({
  ...WindowView.shape,
  actor: z.string(),
  sequence: z.int(),
  created_at: IsoTime,
  updated_at: IsoTime,
});
export const OpsWindows = z.strictObject({ windows: z.array(OpsPlannedWindow) });
export type OpsWindows = z.infer<typeof OpsWindows>;

/** One monitor's last result; `ok` is null where it could not check. */
const OpsCheck = z.strictObject({
  key: z.string(),
  ok: z.boolean().nullable(),
  severity: z.enum(["critical", "warning"]),
  summary: z.string(),
  details: z.record(z.string(), z.unknown()),
  since: IsoTime,
  checked_at: IsoTime,
});

/** One tick of the cron; `jobs` has each job's success, counts and milliseconds. */
const OpsRun = z.strictObject({
  scheduled_at: IsoTime,
  started_at: IsoTime,
  finished_at: IsoTime.nullable(),
  jobs: z.record(z.string(), z.unknown()).nullable(),
});

/** `GET /api/ops/checks`: the platform's own health. */
export const OpsChecks = z.strictObject({
  generated_at: IsoTime,
  cron: z.strictObject({ alive: z.boolean(), last_finished_at: IsoTime.nullable(), runs: z.array(OpsRun) }),
  checks: z.array(OpsCheck),
  alerts: z.array(OpsAlert),
  sign_ups: z.array(SignUpLimit),
  undelivered_alerts: z.int(),
  reconciler: z.strictObject({
    configured: z.boolean(),
    looked_until: IsoTime.nullable(),
    down_since: IsoTime.nullable(),
  }),
  feeds: z.array(
    z.strictObject({
      surface_id: z.string(),
      kind: z.string(),
      good_at: IsoTime.nullable(),
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

/** `GET /api/ops/configuration`: which settings are set, never their values. */
export const OpsConfiguration = z.strictObject({
  generated_at: IsoTime,
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

/** One operator's action. */
export const OpsAction = z.strictObject({
  id: z.int(),
  actor: z.string(),
  action: z.string(),
  asked: z.unknown(),
  created_at: IsoTime,
});
export type OpsAction = z.infer<typeof OpsAction>;
