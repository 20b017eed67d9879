import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsPost } from "@/lib/http/operator";
import { OpsRunJob } from "@/lib/schemas/ops-write";
import { runJobNow } from "@/lib/usecases/operator-acts";

/** Runs the prober or the poller now. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { POST: operatorsPost(OpsRunJob, runJobNow) },
  OPS_HEADERS,
);
