import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readConfiguration } from "@/lib/usecases/read-checks";
import { endpoint } from "./endpoint";

/** What is set and what is missing. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx }) => readConfiguration(ctx),
});
