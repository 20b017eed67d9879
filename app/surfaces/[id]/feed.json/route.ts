import { publicDocument } from "@/lib/http/public-json";
import { readFeed } from "@/lib/usecases/read-documents";

/** Incidents as JSON Feed; one surface's. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument((ctx, _request, { id = "" }) =>
  readFeed(ctx, "feed.json", id),
);
