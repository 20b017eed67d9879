import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readOpsWindows } from "@/lib/usecases/read-windows";
import { endpoint } from "./endpoint";

/** Maintenance windows, planned, running and of late. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx }) => readOpsWindows(ctx),
});
