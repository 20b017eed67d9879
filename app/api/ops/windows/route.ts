import { serveEndpoint } from "@/lib/server/endpoint";
import { readOpsWindows } from "@/lib/services/maintenance/list";

/** Maintenance windows, planned, running and of late. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { handle: ({ ctx }) => readOpsWindows(ctx) },
});
