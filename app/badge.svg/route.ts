import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readBadge } from "@/lib/usecases/read-documents";
import { endpoint } from "./endpoint";

/** The overall state as a badge (`?label=`). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, query }) => readBadge(ctx, "svg", query.label ?? null),
});
