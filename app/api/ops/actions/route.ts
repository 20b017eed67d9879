import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readActions } from "@/lib/usecases/operator-acts";
import { endpoint } from "./endpoint";

/** What operators did last. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx }) => readActions(ctx),
});
