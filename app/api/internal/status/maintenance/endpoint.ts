import { defineEndpoint } from "@/lib/http/endpoint";
import { MaintenanceInput } from "@/lib/schemas/maintenance";

export const endpoint = defineEndpoint({
  access: "writeToken",
  GET: { docs: async () => (await import("./docs")).list },
  POST: { body: MaintenanceInput, docs: async () => (await import("./docs")).plan },
});
