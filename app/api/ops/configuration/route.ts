import { serveEndpoint } from "@/lib/server/endpoint";
import { readConfiguration } from "@/lib/services/operators/read-checks";

/** What is set and what is missing. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { handle: ({ ctx }) => readConfiguration(ctx) },
});
