import type { Phase, TicketSeverity } from "@/lib/core/engine/states";

/** A ticket's lifecycle; `withdrawn` is deleted, merged away or spam. */
export type TicketStatus = "open" | "closed" | "withdrawn";

/** The custom fields (contract §3.1); an unset severity is `degraded`, a phase that is unset or no phase is null. */
export type TicketFields = {
  /** The surfaces that the tag names, in its order, each once. */
  surfaceIds: readonly string[];
  /** What of the tag names no surface, as it was written. */
  unknownTag: string | null;
  publicStatus: string | null;
  severity: TicketSeverity;
  phase: Phase | null;
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
  /** It is open, its newest reply is the customer's, and no agent has touched it since it was closed. */
  isCustomerReply: boolean;
  /** Null where the payload has no custom fields, or none that is our tag's: those belong to a mailbox (contract §3.4). */
  fields: TicketFields | null;
};

export type ParsedDelivery = { kind: "ticket"; snapshot: TicketSnapshot } | { kind: "ignored"; reason: string };

/** Two snapshots with equal fingerprints are a delivery and its replay; the fields for the log don't count, nor does a phase that is none. */
export function fingerprint({ ticketId, status, updatedAt, isCustomerReply, fields }: TicketSnapshot): string {
  const read = fields && [
    fields.surfaceIds,
    fields.unknownTag,
    fields.publicStatus,
    fields.severity,
    ...phaseOf(fields),
  ];
  return JSON.stringify([ticketId, status, updatedAt, isCustomerReply, read]);
}

const phaseOf = ({ phase }: TicketFields): readonly Phase[] => (phase === null ? [] : [phase]);
