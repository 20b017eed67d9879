import { json, route } from "@/lib/http/handle";
import { internal, WRITERS } from "@/lib/http/internal";
import { deleteWindow } from "@/lib/usecases/maintenance";

/** Cancels a window, or ends it now if it runs. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: internal(WRITERS, async (_request, ctx, { id = "" }) => json(await deleteWindow(ctx, id))),
});
