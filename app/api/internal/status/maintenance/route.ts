import { json, route } from "@/lib/http/handle";
import { internal, internalPost, WRITERS } from "@/lib/http/internal";
import { MaintenanceInput } from "@/lib/schemas/maintenance";
import { listWindows, planWindow } from "@/lib/usecases/maintenance";

/** Maintenance windows: those that have yet to end, and a new one. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: internal(WRITERS, async (_request, ctx) => json(await listWindows(ctx))),
  POST: internalPost(MaintenanceInput, planWindow, 201),
});
