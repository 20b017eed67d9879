import { serveEndpoint } from "@/lib/server/endpoint";
import { readActions } from "@/lib/services/operators/run-and-acknowledge";

/** The operators' latest actions. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { handle: ({ ctx }) => readActions(ctx) },
});
