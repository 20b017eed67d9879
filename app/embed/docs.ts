import * as z from "zod";
import type { Docs } from "@/lib/openapi/docs";
import { embedPage } from "@/lib/public/embed";

/** The file in `public/`, which loads the same bar. */
const SCRIPT: Docs = {
  id: "getEmbedScript",
  path: "/embed.js",
  group: "Badges and embed",
  summary: "A bar that shows only while something is wrong",
  description:
    'One script tag, `<script src="https://status.raxx.app/embed.js" async></script>`, with `data-position="bottom"` for the lower edge. It needs no other file and leaves pages alone while all is well.',
  responses: [{ description: "The script.", type: "text/javascript" }],
  examples: [{ name: "script", summary: "The script", value: "(() => { /* … */ })();" }],
  fileHeaders: {
    "Cache-Control": z.literal("public, max-age=300"),
    "Cross-Origin-Resource-Policy": z.literal("cross-origin"),
  },
};

const FRAME: Docs = {
  id: "getEmbedFrame",
  group: "Badges and embed",
  summary: "The same bar as a page to frame",
  description:
    "For sites whose policy allows no script of others: an `<iframe>` that is empty while all is well, and renews itself every two minutes. Any site may frame it.",
  responses: [{ description: "The bar, or an empty page.", type: "text/html" }],
  examples: [{ name: "frame", summary: "The frame", value: embedPage("DEGRADED") }],
};

export const docs = [SCRIPT, FRAME];
