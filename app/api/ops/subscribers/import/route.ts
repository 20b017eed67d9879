import { OpsImportSubscribers } from "@/lib/schemas/ops-subscribers";
import { readJson } from "@/lib/server/body";
import { serveEndpoint } from "@/lib/server/endpoint";
import { importSubscribers, previewImport } from "@/lib/services/subscriptions/import-subscribers";

/** Room for the longest list as a JSON text, and for the names beside it. */
const BODY_LIMIT = 1024 * 1024;

/** People whom another status page had confirmed; with `preview`, what an import of them would do. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  POST: {
    handle: async ({ ctx, operator, request }) => {
      const body = await readJson(request, OpsImportSubscribers, BODY_LIMIT);
      return body.preview ? previewImport(ctx, body) : importSubscribers(ctx, operator, body);
    },
  },
});
