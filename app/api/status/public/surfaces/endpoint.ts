import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "own",
  cache: { maxAgeS: 60 },
  GET: {
    docs: async () => {
      const { APP, AT } = await import("@/lib/openapi/samples");
      const { SurfacesResponse } = await import("@/lib/schemas/public");
      return {
        id: "getSurfaces",
        group: "Status",
        summary: "All surfaces and the overall status",
        description: "Surfaces in the page's order. `overall_status` is the worst state of those that Raxx owns.",
        responses: [{ description: "Each surface and its state.", schema: SurfacesResponse }],
        examples: [
          {
            name: "surfaces",
            summary: "Every surface",
            value: { generated_at: AT, overall_status: "DEGRADED", surfaces: [APP] },
          },
        ],
      };
    },
  },
});
