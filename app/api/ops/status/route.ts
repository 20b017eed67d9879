import { serveEndpoint } from "@/lib/http/endpoint";
import { readDashboard } from "@/lib/usecases/operators/read-board";

/** The operator dashboard as JSON (§6b). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  GET: { handle: ({ ctx }) => readDashboard(ctx) },
});
