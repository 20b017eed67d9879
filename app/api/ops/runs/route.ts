import { serveEndpoint } from "@/lib/http/endpoint";
import { OpsRunJob } from "@/lib/schemas/ops-write";
import { runJobNow } from "@/lib/usecases/operators/act";

/** Runs the prober or the poller now. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  POST: { body: OpsRunJob, handle: ({ ctx, operator, body }) => runJobNow(ctx, operator, body) },
});
