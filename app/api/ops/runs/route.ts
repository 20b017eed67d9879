import { OpsRunJob } from "@/lib/schemas/ops-write";
import { serveEndpoint } from "@/lib/server/endpoint";
import { runJobNow } from "@/lib/services/operators/run-and-acknowledge";

/** Runs the prober or the poller now. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  POST: { body: OpsRunJob, handle: ({ ctx, operator, body }) => runJobNow(ctx, operator, body) },
});
