import { publicDocument } from "@/lib/http/public-json";
import { readFeed } from "@/lib/usecases/read-documents";

/** Public changes as RSS, one item each. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument((ctx) => readFeed(ctx, "history.rss"));
