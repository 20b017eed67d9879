import { serveEndpoint } from "@/lib/server/endpoint";
import { AT } from "@/lib/server/openapi/samples";
import { readHeartbeat } from "@/lib/services/monitors/read-heartbeat";

/** The last finished tick and what its jobs did; 503 once it is 3 minutes old. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "writeTokenOrWorkerKey",
  GET: {
    handle: async ({ ctx }) => {
      const heartbeat = await readHeartbeat(ctx);
      return Response.json(heartbeat, { status: heartbeat.alive ? 200 : 503 });
    },
    docs: {
      id: "getHeartbeat",
      group: "Operations",
      summary: "The last finished tick, and what its jobs did",
      description: "503 once it is 3 minutes old.",
      responses: [
        { description: "The cron runs.", schema: "Heartbeat" },
        { status: 503, description: "It has stopped.", schema: "Heartbeat" },
      ],
      refusals: ["unavailable"],
      examples: {
        beating: {
          summary: "The cron runs",
          value: { alive: true, last_finished_at: AT, jobs: { schedule: { ok: true, ms: 12 } } },
        },
      },
    },
  },
});
