import { badgeSvg, shieldsEndpoint } from "@/lib/public/badge";
import type { Docs, ResponseDocs } from "./docs";
import { APP, unknownSurface } from "./samples";

type Format = { summary: string; description: string; response: ResponseDocs; render: (label: string) => unknown };

const FORMATS: Record<"svg" | "json", Format> = {
  svg: {
    summary: "as a badge",
    description:
      "Shows the state by shape, word and colour, has an accessible title, and is dark for readers who prefer that.",
    response: { description: "The badge as a picture.", type: "image/svg+xml" },
    render: (label) => badgeSvg({ label, state: "DEGRADED" }),
  },
  json: {
    summary: "as a badge for shields.io",
    description: "For shields.io's endpoint badge, which draws it.",
    response: { description: "The badge in words and colour.", schema: "ShieldsEndpoint" },
    render: (label) => shieldsEndpoint(label, "DEGRADED"),
  },
};

/** The badge of everything, or of one surface. */
export function badgeDocs(format: "svg" | "json", isSurface = false): Docs {
  const { summary, description, response, render } = FORMATS[format];
  const label = "Trading";
  return {
    id: `get${isSurface ? "Surface" : ""}Badge${format === "svg" ? "" : "Json"}`,
    path: isSurface ? `/badges/{id}.${format}` : undefined,
    group: "Badges and embed",
    summary: `${isSurface ? "One surface's" : "The overall"} state ${summary}`,
    description,
    responses: [response],
    refusals: isSurface ? ["unknown_surface", "not_found"] : [],
    examples: isSurface
      ? [
          { name: "surface", summary: "One surface", params: { id: APP.id }, value: render(APP.display_name) },
          unknownSurface({ params: { id: "nope" } }),
        ]
      : [
          { name: "overall", summary: "The overall state", value: render("Raxx") },
          { name: "labelled", summary: "With a label of one's own", query: { label }, value: render(label) },
        ],
  };
}
