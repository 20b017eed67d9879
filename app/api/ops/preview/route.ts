import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsPost } from "@/lib/http/operator";
import { OpsWrite } from "@/lib/schemas/ops-write";
import { previewWrite } from "@/lib/usecases/preview-write";

/** What customers would read after a write; nothing is stored. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { POST: operatorsPost(OpsWrite, previewWrite) },
  OPS_HEADERS,
);
