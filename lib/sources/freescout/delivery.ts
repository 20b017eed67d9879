import type { ParsedDelivery, TicketSnapshot, TicketStatus } from "./ticket-snapshot";

/** Any dialect's word for a ticket's status → ours. */
const STATUSES: ReadonlyMap<string, TicketStatus> = new Map([
  ["open", "open"],
  ["active", "open"],
  ["pending", "open"],
  ["closed", "closed"],
  ["spam", "withdrawn"],
  ["deleted", "withdrawn"],
  ["merged", "withdrawn"],
  ["trash", "withdrawn"],
]);

const WITHDRAWING_EVENT = /\.(deleted|deleted_forever|merged|spam)$/i;

type WireTicket = Omit<TicketSnapshot, "status"> & { status: string; state: string };

/**
 * The delivery of a ticket whose status is still in the wire's words. Deletion outranks status: FreeScout leaves the last
 * status on a deleted conversation. An unknown status is ignored, since a refusal would only be retried.
 */
export function toDelivery({ status, state, ...rest }: WireTicket): ParsedDelivery {
  const lifecycle = state.toLowerCase();
  if (lifecycle === "draft") return { kind: "ignored", reason: "a draft" };
  const isWithdrawn = lifecycle === "deleted" || WITHDRAWING_EVENT.test(rest.event ?? "");
  const known = isWithdrawn ? "withdrawn" : STATUSES.get(status.toLowerCase());
  if (!known) return { kind: "ignored", reason: `unknown ticket status ${JSON.stringify(status.slice(0, 32))}` };
  return { kind: "ticket", snapshot: { ...rest, status: known } };
}
