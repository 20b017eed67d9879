import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { runJobNow } from "@/lib/usecases/operator-acts";
import { endpoint } from "./endpoint";

/** Runs the prober or the poller now. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  POST: ({ ctx, operator, body }) => runJobNow(ctx, operator, body),
});
