import type { Docs } from "@/lib/openapi/docs";
import { unknownSurface } from "@/lib/openapi/problem";
import { InvalidateBody, InvalidateResult } from "@/lib/schemas/invalidate";

export const docs: Docs = {
  id: "invalidate",
  group: "Operations",
  summary: "Purge the edge cache",
  description:
    "Surfaces may be named in the body or in the query by any of the four names, or not at all: every cached response shows all surfaces, so all of them are purged.",
  query: InvalidateBody.pick({ surface: true, surface_id: true }),
  responses: [{ description: "What was named, or all.", schema: InvalidateResult }],
  refusals: ["unknown_surface"],
  examples: [
    { name: "all", summary: "All of them", value: { invalidated: "all", purged: true } },
    {
      name: "named",
      summary: "By name in the query",
      query: { surface: "app-raxx-app" },
      value: { invalidated: ["app-raxx-app"], purged: true },
    },
    {
      name: "several",
      summary: "Several in the body",
      body: { surfaces: ["app-raxx-app", "docs-raxx-app"] },
      value: { invalidated: ["app-raxx-app", "docs-raxx-app"], purged: true },
    },
    unknownSurface({ body: { surface: "nope" } }),
  ],
};
