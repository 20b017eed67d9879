import { serveEndpoint } from "@/lib/http/endpoint";
import { readActions } from "@/lib/usecases/operators/act";

/** What operators did last. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { handle: ({ ctx }) => readActions(ctx) },
});
