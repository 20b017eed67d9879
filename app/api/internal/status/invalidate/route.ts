import { InvalidateBody } from "@/lib/schemas/internal";
import { serveEndpoint } from "@/lib/server/endpoint";
import { unknownSurface } from "@/lib/server/openapi/samples";
import { invalidateSurfaces } from "@/lib/services/public/purge";

/** Purges the edge cache (contract §4.5). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "writeTokenOrWorkerKey",
  POST: {
    body: InvalidateBody,
    isBodyOptional: true,
    handle: ({ ctx, body }) => invalidateSurfaces(ctx, body),
    docs: {
      query: InvalidateBody.pick({ surface: true, surface_id: true }),
      id: "invalidate",
      group: "Operations",
      summary: "Purge the edge cache",
      description:
        "Surfaces may be named in the body or in the query by any of the four names, or not at all: every cached response shows all surfaces, so all of them are purged.",
      responses: [{ description: "What was named, or all.", schema: "Invalidated" }],
      refusals: ["unknown_surface"],
      examples: {
        all: { summary: "All of them", value: { invalidated: "all", purged: true } },
        named: {
          summary: "By name in the query",
          query: { surface: "app-raxx-app" },
          value: { invalidated: ["app-raxx-app"], purged: true },
        },
        several: {
          summary: "Several in the body",
          body: { surfaces: ["app-raxx-app", "docs-raxx-app"] },
          value: { invalidated: ["app-raxx-app", "docs-raxx-app"], purged: true },
        },
        unknown: unknownSurface({ body: { surface: "nope" } }),
      },
    },
  },
});
