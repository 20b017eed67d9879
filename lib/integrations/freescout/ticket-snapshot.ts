import type { TicketSeverity } from "@/lib/core/engine/states";

/** A ticket's lifecycle; `withdrawn` is deleted, merged away or spam. */
export type TicketStatus = "open" | "closed" | "withdrawn";

/** The three custom fields (contract §3.1): an unknown tag stays as it was written, an unset severity is `degraded`. */
export type TicketFields = {
  componentTag: string | null;
  publicStatus: string | null;
  severity: TicketSeverity;
};

/** One ticket as one delivery shows it, in whichever payload format it came (contract §3.3). Nothing else leaves this folder. */
export type TicketSnapshot = {
  ticketId: number;
  status: TicketStatus;
  /** Epoch ms as in the payload, not limited to the platform's clock; null where it is missing. */
  updatedAt: number | null;
  /** For the log only. */
  event: string | null;
  eventId: string | null;
  /** Null where the payload has no custom fields at all. */
  fields: TicketFields | null;
};

export type ParsedDelivery = { kind: "ticket"; snapshot: TicketSnapshot } | { kind: "ignored"; reason: string };

/** Two snapshots with equal fingerprints are a delivery and its replay; the fields for the log don't count. */
export function fingerprint({ ticketId, status, updatedAt, fields }: TicketSnapshot): string {
  const read = fields && [fields.componentTag, fields.publicStatus, fields.severity];
  return JSON.stringify([ticketId, status, updatedAt, read]);
}
