import * as z from "zod";
import { PHASES, SEVERITIES, SOURCES, STATES, TICKET_SEVERITIES } from "@/lib/core/engine/states";
import { ActorInput, IncidentKeyInput, NoteInput, TitleInput } from "./note";
import { RequestId } from "./request-id";
import { Instant, IsoTime } from "./times";

/** An open ticket, for authenticated clients. */
export const TicketView = z.strictObject({
  freescout_ticket_id: z.int().positive().nullable(),
  severity: z.enum(TICKET_SEVERITIES),
  counts_as: z.enum(TICKET_SEVERITIES),
  updated_at: IsoTime,
  public_note: z.string().nullable(),
});
export type TicketView = z.infer<typeof TicketView>;

/** A surface for authenticated clients: stored and shown state, and why. Never public. */
export const SurfaceView = z.strictObject({
  id: z.string(),
  state: z.enum(STATES),
  shown_state: z.enum(STATES),
  state_since: IsoTime,
  state_source: z.enum(SOURCES),
  ticket_pending: z.boolean(),
  public_note: z.string().nullable(),
  last_probe_ok: z.boolean().nullable(),
  last_probe_at: IsoTime.nullable(),
  last_probe_latency_ms: z.number().nonnegative().nullable(),
  last_probe_status_code: z.int().nullable(),
  maintenance_until: IsoTime.nullable(),
  overridden: z.boolean(),
  override_expires_at: IsoTime.nullable(),
  open_tickets: z.array(TicketView),
  because: z.string(),
  shown_because: z.string(),
  updated_at: IsoTime,
});
export type SurfaceView = z.infer<typeof SurfaceView>;

/** There, and false, only where the platform refused to purge the edge cache after a write: readers see it within about a minute (contract §9.3). */
export const Purged = z.literal(false).optional();

/** Response of `POST /api/internal/status/update-surface`. */
export const UpdateResult = z.strictObject({ surface: SurfaceView, changed: z.boolean(), purged: Purged });
export type UpdateResult = z.infer<typeof UpdateResult>;

/** Response of `POST /api/internal/status/probe-results`: each surface that was reported on. */
export const ProbeResultsResponse = z.strictObject({ surfaces: z.array(SurfaceView) });
export type ProbeResultsResponse = z.infer<typeof ProbeResultsResponse>;

/** Which states each source may report (contract §4.2); a prober's UNKNOWN is a check that failed by itself. */
const STATES_OF: Partial<Record<(typeof SOURCES)[number], readonly (typeof STATES)[number][]>> = {
  prober: ["OPERATIONAL", "DEGRADED", "DOWN", "UNKNOWN"],
  schedule: ["MAINTENANCE", "OPERATIONAL"],
};

/** What to send instead of a key that callers know from the database or from FreeScout. */
const INSTEAD: Record<string, string> = {
  note: "is called public_note",
  severity: "is reported by state: DEGRADED, PARTIAL or DOWN",
  name: "is called title",
  incident_phase: "is called phase",
  incident_key: "is called incident",
  incident_id: "is set by the server; a key of your own is called incident",
  last_probe_ok: "is reported by POST /api/internal/status/probe-results",
  last_probe_at: "is reported by POST /api/internal/status/probe-results",
  last_probe_latency_ms: "is reported by POST /api/internal/status/probe-results",
  freescout_ticket_id: "is reported by FreeScout's own webhook",
  starts_at: "is reported by POST /api/internal/status/maintenance",
  ends_at: "is called maintenance_until",
  state_since: "is set by the server",
  updated_at: "is set by the server",
};

/** Names each key that is not taken, and what to send instead. */
const refuseKeys = ({ code, keys }: { code?: string; keys?: unknown }): string | undefined =>
  code === "unrecognized_keys" && Array.isArray(keys)
    ? keys
        .map((key) => `${JSON.stringify(key)} ${INSTEAD[String(key)] ?? "is not known here"}; leave it out`)
        .join(". ")
    : undefined;

/** As Raptor's database has it: 0 and 1 are false and true. */
const Flag = z.union([z.boolean(), z.literal([0, 1])]).transform(Boolean);

/** Body of `POST /api/internal/status/update-surface` (contract §4.2). An absent key leaves the value as it is. */
export const UpdateSurface = z
  .strictObject(
    {
      surface_id: z.string().min(1).max(100),
      state: z.enum(STATES),
      state_source: z.enum(SOURCES),
      actor: ActorInput.optional(),
      public_note: NoteInput.optional(),
      ticket_pending: Flag.optional(),
      expires_at: Instant.nullish(),
      maintenance_until: Instant.nullish(),
      title: TitleInput.optional(),
      phase: z.enum(PHASES).optional(),
      incident: IncidentKeyInput.optional(),
      /** A manual write with an id acts once, however often it is sent. */
      request_id: RequestId,
      /** When a manual write was said, where it could not be sent then: it takes effect as of that time. */
      said_at: Instant.optional(),
    },
    { error: refuseKeys },
  )
  .superRefine((body, refine) => {
    const refuse = (path: string, message: string) => refine.addIssue({ code: "custom", path: [path], message });
    const { state, state_source: source } = body;
    const allowed = STATES_OF[source];
    if (allowed && !allowed.includes(state)) refuse("state", `${source} can report ${allowed.join(", ")} only`);
    if (body.expires_at && (source !== "manual" || state === "OPERATIONAL"))
      refuse("expires_at", "only a manual state other than OPERATIONAL can expire");
    if (body.maintenance_until && state !== "MAINTENANCE") refuse("maintenance_until", "only MAINTENANCE has an end");
    for (const key of ["title", "phase", "incident"] as const)
      if (body[key] !== undefined && source !== "freescout") refuse(key, "goes with state_source freescout only");
    for (const key of ["request_id", "said_at"] as const)
      if (body[key] !== undefined && source !== "manual") refuse(key, "only a manual write has one");
    if (source === "schedule" && state === "MAINTENANCE" && !body.maintenance_until)
      refuse("maintenance_until", "a scheduled MAINTENANCE needs its end");
  });
export type UpdateSurface = z.infer<typeof UpdateSurface>;

/** `GET /api/internal/status/snapshot` (contract §4.5). */
export const Snapshot = z.strictObject({
  generated_at: IsoTime,
  surfaces: z.array(SurfaceView),
  open_incidents: z.array(
    z.strictObject({
      id: z.string().regex(/^inc_\d{5,}$/),
      surface_id: z.string(),
      severity: z.enum(SEVERITIES).nullable(),
      opened_at: IsoTime,
      public_note: z.string().nullable(),
      freescout_ticket_id: z.int().nullable(),
    }),
  ),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** One raw result of an outside prober. */
export const ProbeResultInput = z.strictObject({
  surface_id: z.string().min(1).max(100),
  ok: z.boolean(),
  checked_at: Instant,
  latency_ms: z.number().int().min(0).max(3_600_000).nullish(),
  status_code: z.number().int().min(100).max(599).nullish(),
  error: z.string().max(200).nullish(),
  /** `outside`: of the watcher outside this platform; evidence for operators, which changes no state (contract §21.4). */
  vantage: z.enum(["outside"]).optional(),
  /** Until when the host's certificate is valid, as that watcher read it. */
  tls_expires_at: Instant.nullish(),
});
export type ProbeResultInput = z.infer<typeof ProbeResultInput>;

/** Body of `POST /api/internal/status/probe-results`: one result, or up to 100. */
export const ProbeResults = z.union([
  ProbeResultInput.transform((one) => [one]),
  z.array(ProbeResultInput).min(1).max(100),
]);
export type ProbeResults = z.infer<typeof ProbeResults>;

/** Response of `POST /api/internal/status/seed`. */
export const SeedResult = z.strictObject({ inserted: z.array(z.string()), existing: z.int().nonnegative() });
export type SeedResult = z.infer<typeof SeedResult>;

/** The results of a delivery; each is a 200 to FreeScout. */
export const DeliveryResult = z.strictObject({
  result: z.enum(["hold", "let_go", "remember", "replay", "older_than_known", "no_known_surface", "ignored"]),
});
export type DeliveryResult = z.infer<typeof DeliveryResult>;

const SurfaceId = z.string().min(1).max(100);
const SurfaceIds = z.preprocess(
  (given) => (typeof given === "string" ? given.split(",").filter(Boolean) : given),
  z.array(SurfaceId).max(500),
);

/** Parameters of `POST /api/internal/status/invalidate`: surfaces, under any of these names; none means all. */
export const InvalidateBody = z.strictObject({
  surface: SurfaceId.optional(),
  surface_id: SurfaceId.optional(),
  surfaces: SurfaceIds.optional(),
  surface_ids: SurfaceIds.optional(),
});
export type InvalidateBody = z.infer<typeof InvalidateBody>;

/** Its response: the named surfaces, or all of them, and whether the edge cache accepted the purge. */
export const InvalidateResult = z.strictObject({
  invalidated: z.union([z.literal("all"), z.array(z.string())]),
  purged: z.boolean(),
});
export type InvalidateResult = z.infer<typeof InvalidateResult>;

/** `GET /api/internal/status/heartbeat`: the last finished tick, and each of its jobs' results. */
export const Heartbeat = z.strictObject({
  alive: z.boolean(),
  last_finished_at: IsoTime.nullable(),
  jobs: z.record(z.string(), z.unknown()).nullable(),
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/** `GET /healthz`: the heartbeat as one word, for anyone. */
export const Health = z.strictObject({ status: z.enum(["ok", "stopped"]) });
export type Health = z.infer<typeof Health>;

/** `GET /api/version`: the live commit and when it was deployed; null where it was not deployed. */
export const Version = z.strictObject({
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .nullable(),
  deployed_at: IsoTime.nullable(),
});
export type Version = z.infer<typeof Version>;
