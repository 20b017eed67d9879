import { v1Endpoint } from "@/lib/http/endpoint";
import { AT, SCHEDULED } from "@/lib/openapi/samples";

export const endpoint = v1Endpoint(60, {
  id: "getMaintenance",
  group: "Status",
  summary: "Maintenance that runs or is scheduled",
  description: "By start. What is over or was cancelled is left out; the calendar keeps it.",
  responses: [{ description: "Windows that run or are scheduled.", schema: "Maintenance" }],
  examples: [{ name: "maintenance", summary: "One window", value: { generated_at: AT, windows: [SCHEDULED] } }],
});
