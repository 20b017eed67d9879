import { receiveDelivery } from "../../lib/usecases/receive-ticket";
import type { Happening } from "./chronicler";
import type { Desk, Ticket } from "./freescout-desk";

/** One webhook of a ticket, of the surface that it is tagged with. */
export const delivery = (desk: Desk, surfaceId: string, ticket: Ticket): Happening => ({
  at: ticket.updatedAt,
  on: [surfaceId],
  tell: (ctx) => receiveDelivery(ctx, new TextEncoder().encode(desk.write(ticket))),
});
