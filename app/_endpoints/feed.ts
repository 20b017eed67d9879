import { publicRead, serveEndpoint } from "@/lib/http/endpoint";
import type { FeedDocs } from "@/lib/openapi/rendered-docs";
import type { FeedPath } from "@/lib/public/feeds/channel";
import { readFeed } from "@/lib/usecases/public/read-documents";

/** A feed: of everything, and below a surface's path of that surface. */
export const serveFeed = (feed: FeedPath, words: FeedDocs) =>
  serveEndpoint({
    ...publicRead("any", { maxAgeS: 60, isOfPast: true }),
    GET: {
      handle: ({ ctx, params }) => readFeed(ctx, feed, params.id),
      docs: async (path) => (await import("@/lib/openapi/rendered-docs")).feedDocs(path, words),
    },
  });
