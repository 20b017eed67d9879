import { InvalidateBody } from "@/lib/schemas/internal";
import { OpsAct } from "@/lib/schemas/ops-write";
import { serveEndpoint } from "@/lib/server/endpoint";
import { invalidateNow } from "@/lib/services/operators/run-and-acknowledge";

/** Purges the edge cache. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  POST: {
    body: InvalidateBody.extend(OpsAct.shape),
    handle: ({ ctx, operator, body }) => invalidateNow(ctx, operator, body),
  },
});
