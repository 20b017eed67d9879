import { badgeSvg, shieldsEndpoint } from "@/lib/output/badge";
import type { FeedPath } from "@/lib/output/feeds/channel";
import { FEEDS } from "@/lib/output/feeds/feeds";
import { MIRROR } from "@/lib/output/mirror";
import type { Docs, ResponseDocs } from "./docs";
import { APP, SAMPLE_HISTORY, unknownSurface } from "./samples";

type Format = { summary: string; description: string; response: ResponseDocs; render: (label: string) => unknown };

const FORMATS: Record<"svg" | "json", Format> = {
  svg: {
    summary: "as a badge",
    description:
      "Shows the state by shape, text and colour, has an accessible title, and is dark for readers who prefer that.",
    response: { description: "The badge as an image.", type: "image/svg+xml" },
    render: (label) => badgeSvg({ label, state: "DEGRADED" }),
  },
  json: {
    summary: "as a badge for shields.io",
    description: "For shields.io's endpoint badge, which draws it.",
    response: { description: "The badge's text and colour.", schema: "ShieldsEndpoint" },
    render: (label) => shieldsEndpoint(label, "DEGRADED"),
  },
};

/** Where a reader finds the truth when the badge can't be loaded. */
const ELSEWHERE = MIRROR && `Link it to ${MIRROR}/ too, which answers while this host does not.`;

/** The badge of the whole page, or of one surface. */
export function badgeDocs(format: "svg" | "json", isSurface = false): Docs {
  const { summary, description, response, render } = FORMATS[format];
  const label = "Trading";
  return {
    id: `get${isSurface ? "Surface" : ""}Badge${format === "svg" ? "" : "Json"}`,
    path: isSurface ? `/badges/{id}.${format}` : undefined,
    group: "Badges and embed",
    summary: `${isSurface ? "One surface's" : "The overall"} state ${summary}`,
    description: [description, ELSEWHERE].filter(Boolean).join(" "),
    responses: [response],
    refusals: isSurface ? ["unknown_surface", "not_found"] : [],
    examples: isSurface
      ? {
          surface: { summary: "One surface", params: { id: APP.id }, value: render(APP.display_name) },
          unknown: unknownSurface({ params: { id: "nope" } }),
        }
      : {
          overall: { summary: "The overall state", value: render("Raxx") },
          labelled: { summary: "With a custom label", query: { label }, value: render(label) },
        },
  };
}

export type FeedDocs = { id: string; name: string; description: string };

/** A feed of all surfaces, or of one where its path names one. */
export function feedDocs(path: string, { id, name, description }: FeedDocs): Docs {
  const format = path.split("/").at(-1) as FeedPath;
  const surfaceId = path.includes("{id}") ? APP.id : undefined;
  const text = FEEDS[format].render(SAMPLE_HISTORY, surfaceId);
  const isJson = format === "feed.json";
  const summary = `The ${name} of ${surfaceId ? "one surface" : "everything"}`;
  const type = FEEDS[format].contentType.split(";")[0];
  const example = { summary, value: isJson ? JSON.parse(text) : text };
  return {
    id: `get${surfaceId ? "Surface" : ""}${id}`,
    group: "Feeds and calendars",
    summary,
    description,
    responses: [{ description: `The ${name}.`, type, schema: isJson ? "JsonFeed" : undefined }],
    refusals: surfaceId ? ["unknown_surface", "unavailable"] : ["unavailable"],
    examples: surfaceId
      ? { surface: { ...example, params: { id: surfaceId } }, unknown: unknownSurface({ params: { id: "nope" } }) }
      : { everything: example },
  };
}
