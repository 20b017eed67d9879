import { serveEndpoint } from "@/lib/server/endpoint";
import { seedSurfaces } from "@/lib/services/surfaces/update";

/** Inserts the registry's missing rows (contract §4.4); no body. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "writeToken",
  POST: {
    handle: ({ ctx }) => seedSurfaces(ctx),
    docs: {
      id: "seedSurfaces",
      group: "Operations",
      summary: "Insert the registry's missing rows",
      description: "As UNKNOWN. Rows that are there are never touched.",
      responses: [{ description: "What was inserted, and how many were there.", schema: "Seeded" }],
      refusals: ["busy", "unavailable"],
      examples: { seed: { summary: "Nothing is missing", value: { inserted: [], existing: 23 } } },
    },
  },
});
