import { type FieldIds, parseConversation } from "./conversation";
import type { TaggableSurface } from "./fields";
import { InvalidDelivery } from "./invalid-delivery";
import { parseTicketEvent } from "./ticket-event";
import type { ParsedDelivery } from "./ticket-snapshot";

/**
 * What a FreeScout delivery (or an API's conversation) says about its ticket, in any of the three dialects (D3).
 * @throws InvalidDelivery when there is no ticket id or the shape is none of ours
 */
export function parseDelivery(
  body: unknown,
  options: { surfaces: readonly TaggableSurface[]; fieldIds: FieldIds },
): ParsedDelivery {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new InvalidDelivery(["body: expected an object"]);
  }
  return Object.hasOwn(body, "ticket") ? parseTicketEvent(body, options.surfaces) : parseConversation(body, options);
}
