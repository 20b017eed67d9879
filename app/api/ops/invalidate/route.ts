import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsPost } from "@/lib/http/operator";
import { InvalidateBody } from "@/lib/schemas/invalidate";
import { OpsAct } from "@/lib/schemas/ops-write";
import { invalidateNow } from "@/lib/usecases/operator-acts";

/** Makes the edge forget its copies. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { POST: operatorsPost(InvalidateBody.extend(OpsAct.shape), invalidateNow) },
  OPS_HEADERS,
);
