import { json } from "@/lib/http/handle";
import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { listWindows, planWindow } from "@/lib/usecases/maintenance";
import { endpoint } from "./endpoint";

/** Maintenance windows: those that have yet to end, and a new one. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx }) => listWindows(ctx),
  POST: async ({ ctx, body }) => json(await planWindow(ctx, body), 201),
});
