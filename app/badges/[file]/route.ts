import { AppError } from "@/lib/errors";
import { publicRead, serveEndpoint } from "@/lib/http/endpoint";
import { LabelQuery } from "@/lib/schemas/public";
import { readBadge } from "@/lib/usecases/public/read-documents";

/** One surface's state as a badge: `{id}.svg`, or `{id}.json` for shields.io (`?label=`). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("any", { maxAgeS: 60 }),
  GET: {
    query: LabelQuery,
    handle: ({ ctx, query, params: { file = "" } }) => {
      const [, id, format] = /^([\w-]+)\.(svg|json)$/.exec(file) ?? [];
      if (id === undefined) throw new AppError("not_found");
      return readBadge(ctx, format as "svg" | "json", query.label ?? null, id);
    },
    docs: async () => {
      const { badgeDocs } = await import("@/lib/openapi/rendered-docs");
      return [badgeDocs("svg", true), badgeDocs("json", true)];
    },
  },
});
