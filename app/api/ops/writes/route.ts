import { OpsWrite } from "@/lib/schemas/ops-write";
import { serveEndpoint } from "@/lib/server/endpoint";
import { writeAsOperator } from "@/lib/services/operators/write";

/** Every operator's write that changes what the public page shows. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  POST: { body: OpsWrite, handle: ({ ctx, operator, body }) => writeAsOperator(ctx, operator, body) },
});
