import type { FeedPath } from "@/lib/output/feeds/channel";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import type { FeedDocs } from "@/lib/server/openapi/rendered-docs";
import { readFeed } from "@/lib/services/public/read-documents";

/** A feed: of everything, and below a surface's path of that surface. */
export const serveFeed = (feed: FeedPath, words: FeedDocs) =>
  serveEndpoint({
    ...publicRead("any", { maxAgeS: 60, isOfPast: true }),
    GET: {
      handle: ({ ctx, params }) => readFeed(ctx, feed, params.id),
      docs: async (path) => (await import("@/lib/server/openapi/rendered-docs")).feedDocs(path, words),
    },
  });
