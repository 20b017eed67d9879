import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { InvalidDelivery } from "@/lib/sources/freescout/invalid-delivery";
import { parseDelivery } from "@/lib/sources/freescout/parse-delivery";
import { verifySignature } from "@/lib/sources/freescout/signature";
import { receiveTicket } from "@/lib/usecases/receive-ticket";
import { expectJson, parseJson, readBytes } from "./body";
import { matchesAny, requireKey, SERVICE_TOKEN } from "./credentials";
import { json } from "./handle";

/** FreeScout sends every thread of a ticket; a refusal would lose the delivery. */
const DELIVERY_LIMIT = 8 * 1024 * 1024;

type Handler = (request: Request, ctx: Context, params: Record<string, string>) => Promise<Response>;

/** `POST /api/webhooks/freescout` (§5): the signature, and the path's token where one is configured. */
export const publicWebhook: Handler = async (request, ctx, { token = null as unknown as string }) => {
  requireSecret(ctx);
  const pathTokens = ctx.env.accepted("FREESCOUT_WEBHOOK_PATH_TOKEN");
  if (pathTokens.length > 0 && !(await matchesAny(token, pathTokens))) throw new AppError("unauthorized");
  return receive(request, ctx);
};

/** `POST /api/internal/status/freescout-webhook` (runbook §9): the signature and `X-Service-Token`. */
export const internalWebhook: Handler = async (request, ctx) => {
  requireSecret(ctx);
  await requireKey(request, ctx, [SERVICE_TOKEN]);
  return receive(request, ctx);
};

function requireSecret({ env }: Context): void {
  if (env.accepted("FREESCOUT_WEBHOOK_SECRET").length === 0) throw new AppError("not_configured");
}

async function receive(request: Request, ctx: Context): Promise<Response> {
  const body = await readBytes(request, DELIVERY_LIMIT);
  const signature = request.headers.get("X-FreeScout-Signature");
  if (!(await verifySignature(body, signature, ctx.env.accepted("FREESCOUT_WEBHOOK_SECRET"))))
    throw new AppError("unauthorized");
  expectJson(request);
  const delivery = parse(parseJson(body), ctx);
  if (delivery.kind === "ignored") {
    ctx.log("freescout_webhook: ignored", { reason: delivery.reason });
    return json({ result: "ignored" });
  }
  const { ticketId, event, eventId } = delivery.snapshot;
  const result = await receiveTicket(ctx, delivery.snapshot);
  ctx.log("freescout_webhook: received", { ticket: ticketId, event, event_id: eventId, result });
  return json({ result });
}

function parse(body: unknown, { registry, env }: Context) {
  const id = (name: Parameters<typeof env.value>[0]) => Number(env.value(name)) || undefined;
  try {
    return parseDelivery(body, {
      surfaces: registry.entries.map((entry) => ({ id: entry.id, displayName: entry.display_name })),
      fieldIds: {
        componentTag: id("FREESCOUT_COMPONENT_TAG_FIELD_ID"),
        publicStatus: id("FREESCOUT_PUBLIC_STATUS_FIELD_ID"),
        severity: id("FREESCOUT_INCIDENT_SEVERITY_FIELD_ID"),
      },
    });
  } catch (error) {
    if (error instanceof InvalidDelivery) throw new AppError("malformed_delivery", error.issues.join("; "));
    throw error;
  }
}
