import { publicDocument } from "@/lib/http/public-json";
import { readFeed } from "@/lib/usecases/read-documents";

/** Maintenance windows as a calendar; one surface's. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument((ctx, _request, { id = "" }) =>
  readFeed(ctx, "maintenance.ics", id),
);
