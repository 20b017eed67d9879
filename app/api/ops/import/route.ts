import { readBytes } from "@/lib/http/body";
import { json, route } from "@/lib/http/handle";
import { OPS_HEADERS, operators, queryOf } from "@/lib/http/operator";
import { ImportQuery } from "@/lib/schemas/backup";
import { importBackup } from "@/lib/usecases/import-backup";

/** What fits beside its own rows in one isolate; a larger one is restored by D1's own tools. */
const FILE_LIMIT = 48 * 1024 * 1024;

/** Restores such a file into a database that holds nothing: `?replace=1` also into one that was only seeded. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  {
    POST: operators(async (request, ctx, operator) => {
      const { replace } = queryOf(request, ImportQuery);
      const bytes = await readBytes(request, FILE_LIMIT);
      return json(await importBackup(ctx, operator, { bytes, replace }));
    }),
  },
  OPS_HEADERS,
);
