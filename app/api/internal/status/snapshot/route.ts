import { serveEndpoint } from "@/lib/server/endpoint";
import { APP_VIEW, AT } from "@/lib/server/openapi/samples";
import { readSnapshot } from "@/lib/services/surfaces/snapshot";

/** Stored and shown state of every surface, and why (contract §4.5). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "writeTokenOrWorkerKey",
  GET: {
    handle: ({ ctx }) => readSnapshot(ctx),
    docs: {
      id: "getSnapshot",
      group: "Operations",
      summary: "Stored and shown state of every surface, and why",
      description:
        "`state` is what is stored, `shown_state` what readers see: the two differ where the clock has changed something that no write has stored yet.",
      responses: [{ description: "All surfaces, and the incidents that are open.", schema: "Snapshot" }],
      refusals: ["unavailable"],
      examples: {
        snapshot: {
          summary: "Everything that is stored",
          value: { generated_at: AT, surfaces: [APP_VIEW], open_incidents: [] },
        },
      },
    },
  },
});
