import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { receiveDelivery } from "@/lib/usecases/receive-ticket";
import { endpoint } from "./endpoint";

/** FreeScout's deliveries, by signature and service token (runbook §9, D2). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  POST: ({ ctx, bytes }) => receiveDelivery(ctx, bytes),
});
