import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "public",
  cors: "own",
  cache: { maxAgeS: 60 },
  GET: {
    docs: async () => {
      const { AT, SCHEDULED } = await import("@/lib/openapi/samples");
      const { MaintenanceResponse } = await import("@/lib/schemas/maintenance");
      return {
        id: "getMaintenance",
        group: "Status",
        summary: "Maintenance that runs or is scheduled",
        description: "By start. What is over or was cancelled is left out; the calendar keeps it.",
        responses: [{ description: "Windows that run or are scheduled.", schema: MaintenanceResponse }],
        examples: [{ name: "maintenance", summary: "One window", value: { generated_at: AT, windows: [SCHEDULED] } }],
      };
    },
  },
});
