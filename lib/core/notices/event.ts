import type { Severity } from "@/lib/core/engine/states";

/** What subscribers choose to hear of (contract §20.2). */
export const NOTICE_KINDS = ["incidents", "maintenance", "measured", "postmortems"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** The kinds of somebody who chose none: everything but what only our monitoring saw. */
export const DEFAULT_KINDS: readonly NoticeKind[] = ["incidents", "maintenance", "postmortems"];

/** The least severe trouble that a subscriber hears of, from everything to outages alone. */
export const LEAST_SEVERITIES = ["degraded", "partial", "down"] as const;
export type LeastSeverity = (typeof LEAST_SEVERITIES)[number];

/** What became of a subject. */
export const STEPS = [
  "opened",
  "updated",
  "resolved",
  "planned",
  "moved",
  "reminder_24h",
  "reminder_1h",
  "started",
  "ended",
  "cancelled",
  "published",
] as const;
export type Step = (typeof STEPS)[number];
export type Reminder = Extract<Step, `reminder_${string}`>;

/** What is written to one subscriber alone. `ping` asks an end whether it is there; `disabled` says that an end has failed for days. */
export const LETTERS = ["confirm", "manage", "ping", "disabled"] as const;
export type Letter = (typeof LETTERS)[number];

/** Something that subscribers may be told; `at` is when it happened, in epoch milliseconds. Ids grow with time. */
export type NoticeEvent = {
  id: number;
  /** `incident:12`, `window:w_…`, `surface:api`, `postmortem:12`, `letter:7` for one subscriber's, or `alert:3` for operators. */
  subject: string;
  revision: number;
  step: Step | Letter;
  /** Whether nothing is wrong or planned any more. */
  isOver: boolean;
  severity: Severity | null;
  at: number;
};

export const isLetter = (step: Step | Letter): step is Letter => LETTERS.some((letter) => letter === step);

/** A window's phase on one of its surfaces. */
export type WindowPhase = "scheduled" | "running" | "ended" | "cancelled";

const MINUTE_MS = 60_000;

/** No event is told after this time (contract §20.3). */
export const HORIZON_MS = 6 * 60 * MINUTE_MS;

/** How many messages a subscriber gets at most in an hour; one digest holds what is beyond. */
export const HOURLY_CAP = 10;
export const CAP_SPAN_MS = 60 * MINUTE_MS;

/** How far apart what a program saw of one surface is told: its measured events, and the beginnings of the incidents that it reports. */
export const SURFACE_GAP_MS = 15 * MINUTE_MS;

/** How long a measured outage lasts before it is told. */
export const MEASURED_HOLD_MS = 2 * MINUTE_MS;
