import { AtQuery } from "@/lib/schemas/ops-write";
import { serveEndpoint } from "@/lib/server/endpoint";
import { readPageAt } from "@/lib/services/operators/read-page-at";

/** The public page at an instant: `?time=<ISO>`. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { query: AtQuery, handle: ({ ctx, query }) => readPageAt(ctx, query.time) },
});
