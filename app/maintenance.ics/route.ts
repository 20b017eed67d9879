import { publicDocument } from "@/lib/http/public-json";
import { readFeed } from "@/lib/usecases/read-documents";

/** Maintenance windows as a calendar. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument((ctx) =>
  readFeed(ctx, "maintenance.ics"),
);
