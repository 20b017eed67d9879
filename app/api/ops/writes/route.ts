import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { writeAsOperator } from "@/lib/usecases/operator-write";
import { endpoint } from "./endpoint";

/** Everything that an operator changes of what readers see. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  POST: ({ ctx, operator, body }) => writeAsOperator(ctx, operator, body),
});
