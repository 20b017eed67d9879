import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { DeliveryResult } from "@/lib/schemas/delivery";
import { parseDelivery } from "@/lib/sources/freescout/parse-delivery";
import { InvalidDelivery, type ParsedDelivery } from "@/lib/sources/freescout/ticket";
import { receiveTicket } from "./receive-ticket";

/**
 * One verified delivery in any of the three dialects (D3): 400 on what is no ticket; everything else is a 200 that says what
 * became of it. Bodies are neither stored nor logged.
 */
export async function receiveDelivery(ctx: Context, body: Uint8Array<ArrayBuffer>): Promise<DeliveryResult> {
  const delivery = parse(ctx, body);
  if (delivery.kind === "ignored") {
    ctx.log("freescout_webhook: ignored", { reason: delivery.reason });
    return { result: "ignored" };
  }
  const { ticketId, event, eventId } = delivery.snapshot;
  const result = await receiveTicket(ctx, delivery.snapshot);
  ctx.log("freescout_webhook: received", { ticket: ticketId, event, event_id: eventId, result });
  return { result };
}

function parse(ctx: Context, body: Uint8Array): ParsedDelivery {
  try {
    return parseDelivery(JSON.parse(new TextDecoder().decode(body)), deliveryOptions(ctx));
  } catch (error) {
    if (error instanceof SyntaxError) throw new AppError("malformed_json");
    if (error instanceof InvalidDelivery) throw new AppError("malformed_delivery", error.issues.join("; "));
    throw error;
  }
}

/** What a delivery's fields are matched against: the registry, and the desk's field ids where they are configured. */
export function deliveryOptions({ registry, env }: Context): Parameters<typeof parseDelivery>[1] {
  return {
    surfaces: registry.entries.map((entry) => ({ id: entry.id, displayName: entry.display_name })),
    fieldIds: {
      componentTag: Number(env.value("FREESCOUT_COMPONENT_TAG_FIELD_ID")) || undefined,
      publicStatus: Number(env.value("FREESCOUT_PUBLIC_STATUS_FIELD_ID")) || undefined,
      severity: Number(env.value("FREESCOUT_INCIDENT_SEVERITY_FIELD_ID")) || undefined,
    },
  };
}
