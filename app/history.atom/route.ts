import { publicDocument } from "@/lib/http/public-json";
import { readFeed } from "@/lib/usecases/read-documents";

/** Incidents as Atom, one entry each. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicDocument((ctx) => readFeed(ctx, "history.atom"));
