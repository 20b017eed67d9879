import { route } from "@/lib/http/handle";
import { internalPost } from "@/lib/http/internal";
import { ProbeResults } from "@/lib/schemas/probe-results";
import { recordProbeResults } from "@/lib/usecases/record-probe-results";

/** Raw results of an outside prober. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: internalPost(ProbeResults, recordProbeResults),
});
