import { json, route } from "@/lib/http/handle";
import { internal, READERS } from "@/lib/http/internal";
import { readHeartbeat } from "@/lib/usecases/heartbeat";

/** The last finished tick and what its jobs did; 503 once it is 3 minutes old. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: internal(READERS, async (_request, ctx) => {
    const heartbeat = await readHeartbeat(ctx);
    return json(heartbeat, heartbeat.alive ? 200 : 503);
  }),
});
