import { badgeSvg } from "@/lib/public/badges/badge-svg";
import { shieldsEndpoint } from "@/lib/public/badges/shields-endpoint";
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

/** The badge of everything. */
export function badgeDocs(format: "svg" | "json"): Docs {
  const { summary, description, response, render } = FORMATS[format];
  return {
    id: format === "svg" ? "getBadge" : "getBadgeJson",
    group: "Badges and embed",
    summary: `The overall state ${summary}`,
    description,
    responses: [response],
    examples: [
      { name: "overall", summary: "The overall state", value: render("Raxx") },
      {
        name: "labelled",
        summary: "With a label of one's own",
        query: { label: "Trading" },
        value: render("Trading"),
      },
    ],
  };
}

/** The badge of one surface. */
export function surfaceBadgeDocs(format: "svg" | "json"): Docs {
  const { summary, description, response, render } = FORMATS[format];
  return {
    id: format === "svg" ? "getSurfaceBadge" : "getSurfaceBadgeJson",
    path: `/badges/{id}.${format}`,
    group: "Badges and embed",
    summary: `One surface's state ${summary}`,
    description,
    responses: [response],
    refusals: ["unknown_surface", "not_found"],
    examples: [
      { name: "surface", summary: "One surface", params: { id: APP.id }, value: render(APP.display_name) },
      unknownSurface({ params: { id: "nope" } }),
    ],
  };
}
