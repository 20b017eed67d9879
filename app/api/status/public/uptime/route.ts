import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readUptime } from "@/lib/usecases/read-uptime";
import { endpoint } from "./endpoint";

/** The numbers behind the bars, or every interval as CSV. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, query }) => readUptime(ctx, query),
});
