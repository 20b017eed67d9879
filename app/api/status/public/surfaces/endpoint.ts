import { v1Endpoint } from "@/lib/http/endpoint";
import { APP, AT } from "@/lib/openapi/samples";

export const endpoint = v1Endpoint(60, {
  id: "getSurfaces",
  group: "Status",
  summary: "All surfaces and the overall status",
  description: "Surfaces in the page's order. `overall_status` is the worst state of those that Raxx owns.",
  responses: [{ description: "Each surface and its state.", schema: "Surfaces" }],
  examples: [
    {
      name: "surfaces",
      summary: "Every surface",
      value: { generated_at: AT, overall_status: "DEGRADED", surfaces: [APP] },
    },
  ],
});
