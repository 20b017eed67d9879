import { type Assignment, assignSurfaces, namesAnew, type TicketRecord } from "@/lib/core/engine/tickets";
import type { TicketSnapshot } from "@/lib/integrations/freescout/ticket-snapshot";

/** The records that a ticket concerns. Where it has no fields of ours all keep their surfaces; a closed one makes no new record but its first. */
export function divide({ ticketId, status, fields }: TicketSnapshot, records: readonly TicketRecord[]): Assignment[] {
  const key = String(ticketId);
  const isKnown = (part: Assignment) => part.key === key || records.some((record) => record.key === part.key);
  if (fields === null) {
    const others = records.filter((record) => record.key !== key && record.open);
    return [{ key, surfaceId: null }, ...others.map((record) => ({ key: record.key, surfaceId: null }))];
  }
  const parts = assignSurfaces(records, fields.surfaceIds, key);
  return status === "open" ? parts : parts.filter(isKnown);
}

/** Whether a customer has replied, and nobody has named other surfaces since: then none of them opens by it (contract §3.7). */
export const isReplyAlone = (
  { isCustomerReply, fields }: TicketSnapshot,
  records: readonly TicketRecord[],
  parts: readonly Assignment[],
): boolean => isCustomerReply && (fields === null || !namesAnew(records, parts));
