import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "writeToken",
  POST: {
    docs: {
      id: "seedSurfaces",
      group: "Operations",
      summary: "Insert the registry's missing rows",
      description: "As UNKNOWN. Rows that are there are never touched.",
      responses: [{ description: "What was inserted, and how many were there.", schema: "Seeded" }],
      refusals: ["busy", "unavailable"],
      examples: [{ name: "seed", summary: "Nothing is missing", value: { inserted: [], existing: 23 } }],
    },
  },
});
