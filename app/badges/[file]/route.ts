import { AppError } from "@/lib/errors";
import { serveEndpoint } from "@/lib/http/serve-endpoint";
import { readBadge } from "@/lib/usecases/read-documents";
import { endpoint } from "./endpoint";

/** One surface's state as a badge: `{id}.svg`, or `{id}.json` for shields.io (`?label=`). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint(endpoint, {
  GET: ({ ctx, query, params: { file = "" } }) => {
    const [, id, format] = /^([\w-]+)\.(svg|json)$/.exec(file) ?? [];
    if (id === undefined) throw new AppError("not_found");
    return readBadge(ctx, format as "svg" | "json", query.label ?? null, id);
  },
});
