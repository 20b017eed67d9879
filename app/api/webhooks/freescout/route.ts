import { route } from "@/lib/http/handle";
import { pathTokenGate, webhook } from "@/lib/http/webhook";
import { receiveDelivery, verifyDelivery } from "@/lib/usecases/receive-delivery";

/** FreeScout's deliveries, by signature, and by the path's token where one is configured (§5, D2). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: webhook(pathTokenGate, { verify: verifyDelivery, receive: receiveDelivery }),
});
