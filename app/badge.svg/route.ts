import { publicDocument } from "@/lib/http/public-json";
import { readBadge } from "@/lib/usecases/read-documents";

/** The overall state as a badge (`?label=`). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument((ctx, request) =>
  readBadge(ctx, "svg", new URL(request.url).searchParams.get("label")),
);
