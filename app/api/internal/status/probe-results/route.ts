import { ProbeResults } from "@/lib/schemas/internal";
import { serveEndpoint } from "@/lib/server/endpoint";
import { APP_VIEW } from "@/lib/server/openapi/samples";
import { recordProbeResults } from "@/lib/services/probes/record";

const result = { surface_id: "app-raxx-app", ok: true, checked_at: "2026-05-04T14:04:00Z" };

/** Raw results of an outside prober. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "writeToken",
  POST: {
    body: ProbeResults,
    handle: ({ ctx, body }) => recordProbeResults(ctx, body),
    docs: {
      id: "recordProbeResults",
      group: "Writing status",
      summary: "Raw results of an outside prober",
      description:
        "One result, or up to 100; the hysteresis is ours. A result is known by its surface and its exact `checked_at`: the same one counts once, an older one than the newest known changes nothing.",
      responses: [{ description: "Each surface that was reported on.", schema: "ProbeResults" }],
      refusals: ["unknown_surface", "busy", "unavailable"],
      examples: {
        one: {
          summary: "One good result",
          body: { ...result, latency_ms: 182, status_code: 200 },
          value: { surfaces: [APP_VIEW] },
        },
        many: {
          summary: "Several results",
          body: [result, { ...result, surface_id: "docs-raxx-app", ok: false, error: "timeout" }],
          value: { surfaces: [APP_VIEW, { ...APP_VIEW, id: "docs-raxx-app" }] },
        },
      },
    },
  },
});
