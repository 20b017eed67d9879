import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { maintenanceAnswer } from "@/lib/public/answers";
import { readWindows } from "@/lib/usecases/read-windows";
import { endpoint } from "./endpoint";

/** Maintenance that runs or is scheduled. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: async ({ ctx }) => maintenanceAnswer(await readWindows(ctx)),
});
