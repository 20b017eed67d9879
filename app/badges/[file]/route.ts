import { AppError } from "@/lib/platform/problems";
import { LabelQuery } from "@/lib/schemas/public";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { readBadge } from "@/lib/services/public/read-documents";

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
      const { badgeDocs } = await import("@/lib/server/openapi/rendered-docs");
      return [badgeDocs("svg", true), badgeDocs("json", true)];
    },
  },
});
