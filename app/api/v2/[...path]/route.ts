import { publicDocument } from "@/lib/http/public-json";
import { readStatuspage } from "@/lib/usecases/read-documents";

/** The Statuspage v2 API, for the tools that speak it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument((ctx, request) =>
  readStatuspage(ctx, new URL(request.url).pathname.replace(/^\/api\/v2\//, "")),
);
