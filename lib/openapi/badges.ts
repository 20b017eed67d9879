import * as z from "zod";
import { badgeSvg } from "@/lib/public/badges/badge-svg";
import { shieldsEndpoint } from "@/lib/public/badges/shields-endpoint";
import { embedPage } from "@/lib/public/embed/embed-page";
import { ShieldsEndpoint } from "@/lib/schemas/badge";
import type { Door } from "./door";
import { openAnswer, publicGet } from "./open-door";
import { refusalOf } from "./refuse";
import { APP } from "./samples";

type Format = "svg" | "json";

const SurfacePath = z.object({ id: z.string() });
const LabelQuery = z.object({ label: z.string().optional() });

const DESCRIPTIONS: Record<Format, string> = {
  svg: "Tells the state by shape, word and colour, has an accessible title, and is dark for readers who prefer that.",
  json: "For shields.io's endpoint badge, which draws it.",
};

const answerOf = (format: Format) =>
  format === "svg"
    ? openAnswer(60, "The badge as a picture.", z.string(), "image/svg+xml")
    : openAnswer(60, "The badge in words and colour.", ShieldsEndpoint);

const drawn = (format: Format, label: string): unknown =>
  format === "svg" ? badgeSvg({ label, state: "DEGRADED" }) : shieldsEndpoint(label, "DEGRADED");

const nameOf = (format: Format): string => (format === "svg" ? "badge" : "badge for shields.io");

const ofEverything = (format: Format): Door =>
  publicGet({
    id: `get${format === "svg" ? "Badge" : "BadgeJson"}`,
    path: `/badge.${format}`,
    group: "Badges and embed",
    summary: `The overall state as a ${nameOf(format)}`,
    description: DESCRIPTIONS[format],
    query: LabelQuery,
    answers: [answerOf(format)],
    examples: [
      { name: "overall", summary: "The overall state", value: drawn(format, "Raxx") },
      {
        name: "labelled",
        summary: "With a label of one's own",
        query: { label: "Trading" },
        value: drawn(format, "Trading"),
      },
    ],
  });

const ofSurface = (format: Format): Door =>
  publicGet({
    id: `getSurface${format === "svg" ? "Badge" : "BadgeJson"}`,
    path: `/badges/{id}.${format}`,
    group: "Badges and embed",
    summary: `One surface's state as a ${nameOf(format)}`,
    description: DESCRIPTIONS[format],
    at: SurfacePath,
    query: LabelQuery,
    answers: [answerOf(format)],
    refusals: ["unknown_surface", "not_found"],
    examples: [
      { name: "surface", summary: "One surface", at: { id: APP.id }, value: drawn(format, APP.display_name) },
      {
        name: "unknown",
        summary: "A surface that does not exist",
        at: { id: "nope" },
        status: 404,
        value: refusalOf("unknown_surface", 'surface: "nope"'),
      },
    ],
  });

const EMBED_SCRIPT: Door = {
  id: "getEmbedScript",
  method: "get",
  path: "/embed.js",
  group: "Badges and embed",
  summary: "A bar that shows only while something is wrong",
  description:
    'One script tag, `<script src="https://status.raxx.app/embed.js" async></script>`, with `data-position="bottom"` for the lower edge. It needs no other file and leaves pages alone while all is well.',
  answers: [
    {
      status: 200,
      says: "The script.",
      type: "text/javascript",
      schema: z.string(),
      headers: {
        "Cache-Control": z.literal("public, max-age=300"),
        "Cross-Origin-Resource-Policy": z.literal("cross-origin"),
      },
    },
  ],
  refusals: [],
  examples: [{ name: "script", summary: "The script", value: "(() => { /* … */ })();" }],
};

const EMBED_FRAME = publicGet({
  id: "getEmbedFrame",
  path: "/embed",
  group: "Badges and embed",
  summary: "The same bar as a page to frame",
  description:
    "For sites whose policy allows no script of others: an `<iframe>` that is empty while all is well, and renews itself every two minutes. Any site may frame it.",
  answers: [openAnswer(60, "The bar, or an empty page.", z.string(), "text/html")],
  examples: [{ name: "frame", summary: "The frame", value: embedPage("DEGRADED") }],
});

/** Badges and the bar for other sites. */
export const BADGE_DOORS = [
  ...[ofEverything("svg"), ofEverything("json"), ofSurface("svg"), ofSurface("json")],
  ...[EMBED_SCRIPT, EMBED_FRAME],
];
