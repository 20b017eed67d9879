import { outagesResponse } from "@/lib/output/measured";
import { OutagesQuery } from "@/lib/schemas/public";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { AT, MEASURED, refused } from "@/lib/server/openapi/samples";
import { readOutages } from "@/lib/services/public/read-outages";

/** Outages that monitoring alone has found (contract §2.11, §8.5). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("own", { maxAgeS: 300 }),
  GET: {
    query: OutagesQuery,
    handle: async ({ ctx, query }) => outagesResponse(await readOutages(ctx), query.days),
    docs: {
      id: "getOutages",
      group: "Uptime",
      summary: "Outages that monitoring alone has found",
      description:
        "Newest first: what probes or a partner's own page have found, and no incident, maintenance or override explains. Measured times less than 5 minutes apart are one outage. Those that lasted within the last `days` UTC days; `to` and `minutes` are null while one lasts.",
      responses: [{ description: "Measured outages.", schema: "Outages" }],
      refusals: ["invalid_request"],
      examples: {
        month: { summary: "30 days", value: { generated_at: AT, outages: [MEASURED] } },
        week: { summary: "7 days", query: { days: 7 }, value: { generated_at: AT, outages: [MEASURED] } },
        tooManyDays: {
          summary: "More days than there are",
          query: { days: 91 },
          ...refused("invalid_request", { path: "days", message: "Too big: expected number to be <=90" }),
        },
      },
    },
  },
});
