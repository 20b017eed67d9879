import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { deleteWindow } from "@/lib/usecases/maintenance";
import { endpoint } from "./endpoint";

/** Cancels a window, or ends it now if it runs. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  DELETE: ({ ctx, params: { id = "" } }) => deleteWindow(ctx, id),
});
