import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readFeed } from "@/lib/usecases/read-documents";
import { endpoint } from "./endpoint";

/** Incidents as Atom, one entry each. Below a surface's address, its part. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, params }) => readFeed(ctx, "history.atom", params.id),
});
