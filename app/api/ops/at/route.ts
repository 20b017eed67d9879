import { route } from "@/lib/http/handle";
import { OPS_HEADERS, operatorsQuery } from "@/lib/http/operator";
import { AtQuery } from "@/lib/schemas/ops-queries";
import { readPageAt } from "@/lib/usecases/read-page-at";

/** What the public page said at an instant: `?time=<ISO>`. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  { GET: operatorsQuery(AtQuery, (ctx, { time }) => readPageAt(ctx, time)) },
  OPS_HEADERS,
);
