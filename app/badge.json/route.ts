import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readBadge } from "@/lib/usecases/read-documents";
import { endpoint } from "./endpoint";

/** The overall state for shields.io (`?label=`). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, query }) => readBadge(ctx, "json", query.label ?? null),
});
