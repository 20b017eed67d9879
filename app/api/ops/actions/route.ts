import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsRead } from "@/lib/http/operator";
import { readActions } from "@/lib/usecases/operator-acts";

/** What operators did last. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: operatorsRead((ctx) => readActions(ctx)) },
  OPS_HEADERS,
);
