import { serveEndpoint } from "@/lib/server/endpoint";
import { readDashboard } from "@/lib/services/operators/read-dashboard";

/** The operator dashboard as JSON (contract §15.5). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { handle: ({ ctx }) => readDashboard(ctx) },
});
