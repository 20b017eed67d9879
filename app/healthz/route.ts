import type { Health } from "@/lib/schemas/internal";
import { serveEndpoint } from "@/lib/server/endpoint";
import { readHeartbeat } from "@/lib/services/monitors/read-heartbeat";

/** Whether the cron runs, for a dead-man's switch. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "anyone",
  GET: {
    handle: async ({ ctx }) => {
      const { alive } = await readHeartbeat(ctx).catch(() => ({ alive: false }));
      const health: Health = { status: alive ? "ok" : "stopped" };
      return Response.json(health, { status: alive ? 200 : 503 });
    },
    docs: {
      id: "getHealth",
      group: "About this API",
      summary: "Whether our monitoring runs, in one word",
      description:
        "For a dead-man's switch: 200 while each minute's check of the surfaces gets done, 503 once it stops.",
      responses: [
        { description: "It runs.", schema: "Health" },
        { status: 503, description: "It has stopped.", schema: "Health" },
      ],
      examples: { running: { summary: "It runs", value: { status: "ok" } } },
    },
  },
});
