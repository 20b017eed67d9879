import { EMBED_HEADERS, embedPage } from "@/lib/output/embed";
import { publicRead, serveEndpoint } from "@/lib/server/endpoint";
import type { Docs } from "@/lib/server/openapi/docs";
import { readEmbed } from "@/lib/services/public/read-documents";

/** The file in `public/`, which loads the same bar. */
const SCRIPT: Docs = {
  id: "getEmbedScript",
  path: "/embed.js",
  group: "Badges and embed",
  summary: "A bar that shows only while something is wrong",
  description:
    'One script element, with `src="https://status.raxx.app/embed.js"` and `async`, and `data-position="bottom"` for the lower edge. It needs no other file and leaves pages alone while all is well.',
  responses: [{ description: "The script.", type: "text/javascript" }],
  examples: {
    script: {
      summary: "The script",
      value: "(() => { /* … */ })();",
    },
  },
  fileHeaders: { "Cache-Control": "public, max-age=300", "Cross-Origin-Resource-Policy": "cross-origin" },
};

/** The embed's bar as a page to frame, for sites whose policy allows no script of others. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  ...publicRead("any", { maxAgeS: 60 }),
  headers: EMBED_HEADERS,
  GET: {
    handle: ({ ctx }) => readEmbed(ctx),
    docs: async () => [
      SCRIPT,
      {
        id: "getEmbedFrame",
        group: "Badges and embed",
        summary: "The same bar as a page to frame",
        description:
          "For sites whose policy allows no script of others: an `<iframe>` that is empty while all is well, and renews itself every two minutes. Any site may frame it.",
        responses: [{ description: "The bar, or an empty page.", type: "text/html" }],
        examples: { frame: { summary: "The frame", value: embedPage("DEGRADED") } },
      },
    ],
  },
});
