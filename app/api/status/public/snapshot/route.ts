import { snapshotResponse } from "@/lib/output/responses";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { SNAPSHOT } from "@/lib/server/openapi/samples";
import { readSnapshot } from "@/lib/services/public/read-snapshot";

/** Everything public at one instant: what a copy outside this host is made of (contract §8.5, §21.1). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("own", { maxAgeS: 60 }),
  GET: {
    handle: async ({ ctx }) => snapshotResponse(await readSnapshot(ctx)),
    docs: {
      id: "getPublicSnapshot",
      group: "Status",
      summary: "Everything public at one instant",
      description:
        "All of which the pages are made: surfaces, incidents with their updates, windows, and each surface's days. Times of incidents and windows are in epoch milliseconds. The mirror outside this host is made of it.",
      responses: [{ description: "The public view as one document.", schema: "PublicSnapshot" }],
      examples: { snapshot: { summary: "One surface, one incident", value: SNAPSHOT } },
    },
  },
});
