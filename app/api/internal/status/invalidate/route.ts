import { json, route } from "@/lib/http/handle";
import { internal, READERS } from "@/lib/http/internal";
import { readOptionalJson } from "@/lib/http/optional-body";
import { InvalidateBody } from "@/lib/schemas/invalidate";
import { invalidateSurfaces } from "@/lib/usecases/invalidate";

/** Makes the edge forget its copies (D4). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: internal(READERS, async (request, ctx) =>
    json(await invalidateSurfaces(ctx, await readOptionalJson(request, InvalidateBody))),
  ),
});
