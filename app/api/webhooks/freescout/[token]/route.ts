import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { receiveDelivery } from "@/lib/usecases/receive-ticket";
import { endpoint } from "./endpoint";

/** FreeScout's deliveries, with the second factor in the path. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  POST: ({ ctx, bytes }) => receiveDelivery(ctx, bytes),
});
