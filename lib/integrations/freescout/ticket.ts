import type { TicketSeverity } from "@/lib/core/engine/states";

/** What a ticket is to us; `withdrawn` is deleted, merged away or spam. */
export type TicketStatus = "open" | "closed" | "withdrawn";

/** The three custom fields (contract §3.1): an unknown tag is kept as it was written, an unset severity is `degraded`. */
export type TicketFields = {
  componentTag: string | null;
  publicStatus: string | null;
  severity: TicketSeverity;
};

/** One ticket as one delivery shows it, whichever dialect it came in (contract §3.3): the allow-list of what leaves this folder. */
export type TicketSnapshot = {
  ticketId: number;
  status: TicketStatus;
  /** Epoch ms as the payload gives it, unclamped; null where it gives none. */
  updatedAt: number | null;
  /** Hints for the log only. */
  event: string | null;
  eventId: string | null;
  /** Null where the payload carries no custom fields at all. */
  fields: TicketFields | null;
};

export type ParsedDelivery = { kind: "ticket"; snapshot: TicketSnapshot } | { kind: "ignored"; reason: string };

/** Two snapshots with equal fingerprints are one delivery and its replay; the log's hints don't count. */
export function fingerprint({ ticketId, status, updatedAt, fields }: TicketSnapshot): string {
  const read = fields && [fields.componentTag, fields.publicStatus, fields.severity];
  return JSON.stringify([ticketId, status, updatedAt, read]);
}
