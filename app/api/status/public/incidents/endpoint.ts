import { v1Endpoint } from "@/lib/http/endpoint";
import { AT, RESOLVED } from "@/lib/openapi/samples";

export const endpoint = v1Endpoint(300, {
  id: "getIncidents",
  group: "Status",
  summary: "Incidents resolved in the last 30 days",
  description: "Newest first. What is open shows on the surfaces.",
  responses: [{ description: "Resolved incidents.", schema: "Incidents" }],
  examples: [{ name: "incidents", summary: "Resolved incidents", value: { generated_at: AT, incidents: [RESOLVED] } }],
});
