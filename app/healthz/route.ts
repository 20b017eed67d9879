import { json, route } from "@/lib/http/handle";
import { readHeartbeat } from "@/lib/usecases/heartbeat";

/** Whether the cron beats, in one word, for anyone's dead-man's switch. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async (_request, ctx) => {
    const { alive } = await readHeartbeat(ctx).catch(() => ({ alive: false }));
    return json({ status: alive ? "ok" : "stopped" }, alive ? 200 : 503);
  },
});
