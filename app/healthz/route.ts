import { json, route } from "@/lib/http/handle";
import type { Health } from "@/lib/schemas/heartbeat";
import { readHeartbeat } from "@/lib/usecases/heartbeat";

/** Whether the cron beats, in one word, for anyone's dead-man's switch. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async (_request, ctx) => {
    const { alive } = await readHeartbeat(ctx).catch(() => ({ alive: false }));
    const health: Health = { status: alive ? "ok" : "stopped" };
    return json(health, alive ? 200 : 503);
  },
});
