import { json } from "@/lib/http/handle";
import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readHeartbeat } from "@/lib/usecases/heartbeat";
import { endpoint } from "./endpoint";

/** The last finished tick and what its jobs did; 503 once it is 3 minutes old. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: async ({ ctx }) => {
    const heartbeat = await readHeartbeat(ctx);
    return json(heartbeat, heartbeat.alive ? 200 : 503);
  },
});
