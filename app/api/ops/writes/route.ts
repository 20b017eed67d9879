import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsPost } from "@/lib/http/operator";
import { OpsWrite } from "@/lib/schemas/ops-write";
import { writeAsOperator } from "@/lib/usecases/operator-write";

/** Everything that an operator changes of what readers see. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { POST: operatorsPost(OpsWrite, writeAsOperator) },
  OPS_HEADERS,
);
