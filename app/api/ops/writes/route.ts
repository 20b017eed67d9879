import { serveEndpoint } from "@/lib/http/endpoint";
import { OpsWrite } from "@/lib/schemas/ops-write";
import { writeAsOperator } from "@/lib/usecases/operators/write";

/** Everything that an operator changes of what readers see. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  POST: { body: OpsWrite, handle: ({ ctx, operator, body }) => writeAsOperator(ctx, operator, body) },
});
