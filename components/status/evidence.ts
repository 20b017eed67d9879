import { type Messages, t } from "@/components/messages/t";
import type { Evidence } from "@/lib/schemas/public";
import { durationText } from "./age";
import type { Surface } from "./page-data";

/** What a state rests on, in words without an age, or with the time (epoch ms) of which the age counts. */
export type Basis =
  | { by: "partnerRead" | "ticket" | "operator" | "maintenance" | "unread" | "none"; at?: never }
  | { by: "probe" | "partner"; at: number };

/** What the page knew when it was made (`madeAt`), and the instant of the data that is shown, which a refresh moves on; both in epoch ms. */
export type Known = { evidence: Evidence | undefined; isProbed?: boolean; madeAt: number; now: number };

/**
 * What the page knew when it was made holds while the state is the same; what a later refresh changed is read from the surface
 * itself, which names no partner's reading and no operator.
 */
export function findBasis(surface: Surface, { evidence, isProbed, madeAt, now }: Known): Basis {
  const { by, readAt } = evidence ?? {};
  if (by && by !== "partner" && Date.parse(surface.state_since) <= madeAt) return { by };
  if (surface.state === "MAINTENANCE") return { by: "maintenance" };
  if (surface.last_checked_at) return { by: "probe", at: Date.parse(surface.last_checked_at) };
  if (by === "partner") return now <= madeAt && readAt !== undefined ? { by, at: readAt } : { by: "partnerRead" };
  if (surface.ticket_pending) return { by: "ticket" };
  return { by: isProbed ? "unread" : "none" };
}

const SECOND_MS = 1000;
const STEP_MS = 10 * SECOND_MS;

/** `Probe 20 s ago`: under a minute in steps, so that the page does not run. */
export function basisText(messages: Messages, { by, at }: Basis, now: number): string {
  if (by === "unread") return t(messages, "surface.notYetChecked");
  if (by === "none") return t(messages, "surface.neverChecked");
  if (at === undefined) return t(messages, `evidence.${by}`);
  const ageMs = Math.max(STEP_MS, Math.ceil((now - at) / STEP_MS) * STEP_MS);
  return t(messages, `evidence.${by}`, { age: durationText(messages, ageMs) });
}

/** From these ages on a row pales, and pales more. Up to the first is what a page that refreshes itself shows. */
const AGES_MS = [3 * 60 * SECOND_MS, 6 * 60 * SECOND_MS];

export const agedBy = (ageMs: number): number => AGES_MS.filter((limit) => ageMs >= limit).length;
