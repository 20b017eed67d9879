import { serveEndpoint } from "@/lib/server/endpoint";
import { readActions } from "@/lib/services/operators/act";

/** What operators did last. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { handle: ({ ctx }) => readActions(ctx) },
});
