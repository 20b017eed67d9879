import { publicDocument } from "@/lib/http/public-json";
import { readFeed } from "@/lib/usecases/read-documents";

/** Public changes as RSS, one item each; one surface's. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument((ctx, _request, { id = "" }) =>
  readFeed(ctx, "history.rss", id),
);
