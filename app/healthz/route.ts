import { json } from "@/lib/http/handle";
import { serveEndpoint } from "@/lib/http/serve-endpoint";
import type { Health } from "@/lib/schemas/internal";
import { readHeartbeat } from "@/lib/usecases/heartbeat";
import { endpoint } from "./endpoint";

/** Whether the cron runs, in one word, for anyone's dead-man's switch. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: async ({ ctx }) => {
    const { alive } = await readHeartbeat(ctx).catch(() => ({ alive: false }));
    const health: Health = { status: alive ? "ok" : "stopped" };
    return json(health, alive ? 200 : 503);
  },
});
