import { OpsImportSubscribers } from "@/lib/schemas/ops-subscribers";
import { serveEndpoint } from "@/lib/server/endpoint";
import { importSubscribers } from "@/lib/services/subscriptions/import-subscribers";

/** Addresses that another status page had confirmed. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  POST: {
    body: OpsImportSubscribers,
    handle: ({ ctx, operator, body }) => importSubscribers(ctx, operator, body),
  },
});
