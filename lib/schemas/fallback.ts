import * as z from "zod";
import { HISTORY_DAYS } from "@/lib/core/engine/periods";
import { PHASES, SEVERITIES } from "@/lib/core/engine/states";
import { MEASURING_SOURCES, OUT_STATES } from "@/lib/core/uptime/outages";
import { PublicIncident, PublicSurface, Stale } from "./public";

const Ms = z.number().int();
const Note = z.string().nullable();
const Severity = z.enum(SEVERITIES);

/** One step of what readers were told; `changes` are the surfaces that it concerns, null where one is no longer part. */
const Update = z.strictObject({
  revision: z.number().int(),
  at: Ms,
  kind: z.enum(["opened", "updated", "resolved", "reopened"]),
  phase: z.enum(PHASES),
  severity: Severity,
  note: Note,
  changes: z.array(z.strictObject({ surfaceId: z.string(), severity: Severity.nullable() })),
});

/** A surface of an incident, and from when to when it was part of it. */
const OnSurface = z.strictObject({
  id: z.string(),
  name: z.string(),
  severity: Severity,
  openedAt: Ms,
  resolvedAt: Ms.nullable(),
});

const KnownIncident = z.strictObject({
  id: z.string(),
  /** The one that somebody gave it. */
  title: z.string().nullable(),
  surfaces: z.array(OnSurface).min(1),
  severity: Severity,
  openedAt: Ms,
  resolvedAt: Ms.nullable(),
  note: Note,
  words: z.array(Update),
  postmortem: z.strictObject({ revision: z.number().int(), at: Ms, text: z.string() }).nullable(),
  updatedAt: Ms,
});

/** A surface that has left a window earlier than others, and when. */
const LeftWindow = z.strictObject({
  surfaceId: z.string(),
  surfaceName: z.string(),
  phase: z.enum(["ended", "cancelled"]),
  endsAt: Ms,
});

const KnownWindow = z.strictObject({
  id: z.string(),
  surfaceIds: z.array(z.string()),
  surfaceNames: z.array(z.string()),
  startsAt: Ms,
  endsAt: Ms,
  note: Note,
  phase: z.enum(["scheduled", "running", "ended", "cancelled"]),
  /** Its start has come and no write has stored it on every surface: no incident tells of it there. */
  isUnwritten: z.literal(true).optional(),
  left: z.array(LeftWindow),
  sequence: z.number().int(),
  createdAt: Ms,
  updatedAt: Ms,
});

const KnownOutage = z.strictObject({
  surfaceId: z.string(),
  surfaceName: z.string(),
  state: z.enum(OUT_STATES),
  source: z.enum(MEASURING_SOURCES),
  from: Ms,
  to: Ms.nullable(),
  changedAt: Ms,
});

/** The fallback snapshot as it is stored: everything public at one instant. Another version, or a damaged value, counts as none. */
export const FallbackSnapshot = z.strictObject({
  version: z.literal(2),
  /** The instant that it shows, in epoch milliseconds. */
  taken_at: Ms.positive(),
  /** Digests by which a tick sees whether anything, or the history, has changed since. */
  news: z.string(),
  past_news: z.string(),
  surfaces: z.array(PublicSurface),
  /** Resolved within the last 30 days. */
  incidents: z.array(PublicIncident),
  /** Those of them that are told in another's incident, with its id; absent in a snapshot of an earlier release. */
  told_in: z.record(z.string(), z.string()).default({}),
  /** Of the last 90 days, with their updates. */
  told: z.array(KnownIncident),
  windows: z.array(KnownWindow),
  /** What monitoring alone has found in these days; absent in a snapshot of an earlier release. */
  measured: z.array(KnownOutage).default([]),
  /** Per surface its last 90 days in packed form (lib/core/uptime), the day of `taken_at` last. */
  days: z.record(z.string(), z.array(z.string())),
});
export type FallbackSnapshot = z.infer<typeof FallbackSnapshot>;

/**
 * `GET /api/status/public/snapshot` (contract §8.5): the same without its digests, and how many days the public history goes back.
 * `stale` is there while the database does not answer; `taken_at` is then the stored snapshot's.
 */
export const PublicSnapshot = FallbackSnapshot.omit({ news: true, past_news: true }).extend({
  history_days: z.int().min(1).max(HISTORY_DAYS),
  stale: Stale,
});
export type PublicSnapshot = z.infer<typeof PublicSnapshot>;
