import { publicDocument } from "@/lib/http/public-json";
import { readFeed } from "@/lib/usecases/read-documents";

/** Incidents as JSON Feed. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument((ctx) => readFeed(ctx, "feed.json"));
