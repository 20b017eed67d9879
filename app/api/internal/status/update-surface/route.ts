import { route } from "@/lib/http/handle";
import { internalPost } from "@/lib/http/internal";
import { UpdateSurface } from "@/lib/schemas/update-surface";
import { updateSurface } from "@/lib/usecases/update-surface";

/** What any source says of one surface (runbook §4). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: internalPost(UpdateSurface, updateSurface),
});
