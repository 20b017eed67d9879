import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readSnapshot } from "@/lib/usecases/snapshot";
import { endpoint } from "./endpoint";

/** Stored and shown state of every surface, and why (D4). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx }) => readSnapshot(ctx),
});
