import { route } from "@/lib/http/handle";
import { serviceTokenGate, webhook } from "@/lib/http/webhook";
import { receiveDelivery, verifyDelivery } from "@/lib/usecases/receive-delivery";

/** FreeScout's deliveries, by signature and service token (runbook §9, D2). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: webhook(serviceTokenGate, { verify: verifyDelivery, receive: receiveDelivery }),
});
