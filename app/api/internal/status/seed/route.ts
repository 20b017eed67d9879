import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { seedSurfaces } from "@/lib/usecases/update-surface";
import { endpoint } from "./endpoint";

/** Inserts the registry's missing rows (runbook §6); no body. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  POST: ({ ctx }) => seedSurfaces(ctx),
});
