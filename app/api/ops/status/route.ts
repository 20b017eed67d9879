import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readBoard } from "@/lib/usecases/read-board";
import { endpoint } from "./endpoint";

/** The operator dashboard as JSON (§6b). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx }) => readBoard(ctx),
});
