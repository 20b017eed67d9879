import { surfacesResponse } from "@/lib/output/responses";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { APP, AT } from "@/lib/server/openapi/samples";
import { readSurfaces } from "@/lib/services/public/read-page";

/** All surfaces and the overall status (contract §8.2). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("own", { maxAgeS: 60 }),
  GET: {
    handle: async ({ ctx }) => surfacesResponse(await readSurfaces(ctx)),
    docs: {
      id: "getSurfaces",
      group: "Status",
      summary: "All surfaces and the overall status",
      description: "Surfaces in the page's order. `overall_status` is the worst state of those that Raxx owns.",
      responses: [{ description: "Each surface and its state.", schema: "Surfaces" }],
      examples: {
        surfaces: {
          summary: "Every surface",
          value: { generated_at: AT, overall_status: "DEGRADED", surfaces: [APP] },
        },
      },
    },
  },
});
