import { json, route } from "@/lib/http/handle";
import { internal, WRITERS } from "@/lib/http/internal";
import { seedSurfaces } from "@/lib/usecases/seed-surfaces";

/** Inserts the registry's missing rows (runbook §6); no body. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: internal(WRITERS, async (_request, ctx) => json(await seedSurfaces(ctx))),
});
