import { LabelQuery } from "@/lib/schemas/public";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import { readBadge } from "@/lib/services/public/read-documents";

/** The badge of everything, in one format (`?label=`). */
export const serveBadge = (format: "svg" | "json") =>
  serveEndpoint({
    ...publicRead("any", { maxAgeS: 60 }),
    GET: {
      query: LabelQuery,
      handle: ({ ctx, query }) => readBadge(ctx, format, query.label ?? null),
      docs: async () => (await import("@/lib/server/openapi/rendered-docs")).badgeDocs(format),
    },
  });
