import { ImportQuery } from "@/lib/schemas/backup";
import { readBytes } from "@/lib/server/body";
import { serveEndpoint } from "@/lib/server/endpoint";
import { importBackup } from "@/lib/services/backup/import";

/** What fits beside its own rows in one isolate; a larger one is restored by D1's own tools. */
const FILE_LIMIT = 48 * 1024 * 1024;

/** Restores such a file into a database that holds nothing: `?replace=1` also into one that was only seeded. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "operator",
  POST: {
    query: ImportQuery,
    handle: async ({ ctx, request, operator, query }) =>
      importBackup(ctx, operator, { bytes: await readBytes(request, FILE_LIMIT), replace: query.replace }),
  },
});
