import { maintenanceResponse } from "@/lib/output/responses";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { AT, SCHEDULED } from "@/lib/server/openapi/samples";
import { readWindows } from "@/lib/services/public/read-windows";

/** Maintenance that runs or is scheduled. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("own", { maxAgeS: 60 }),
  GET: {
    handle: async ({ ctx }) => maintenanceResponse(await readWindows(ctx)),
    docs: {
      id: "getMaintenance",
      group: "Status",
      summary: "Maintenance that runs or is scheduled",
      description: "By start. What is over or was cancelled is left out; the calendar keeps it.",
      responses: [{ description: "Windows that run or are scheduled.", schema: "Maintenance" }],
      refusals: ["unavailable"],
      examples: { maintenance: { summary: "One window", value: { generated_at: AT, windows: [SCHEDULED] } } },
    },
  },
});
