import type { State } from "@/lib/engine/states";
import { OVERALL_STATUS } from "@/lib/public/statuspage/vocabulary";
import { EMBED_STYLE } from "./embed-style";

const head = (title: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
  `<meta name="viewport" content="width=device-width"><style>${EMBED_STYLE}</style></head>`;

/** The frame that other sites show: the words of `public/embed.js` while not all is well, nothing otherwise. No script, no fetch. */
export function embedPage(overall: State): string {
  const { indicator, description } = OVERALL_STATUS[overall];
  if (indicator === "none") return `${head("Raxx status")}<body></body></html>\n`;
  const said = `Raxx: ${description}`;
  const link = '<a href="/" target="_blank" rel="noopener">Status page</a>';
  return `${head(said)}<body><p class="${indicator}"><strong>${said}</strong> ${link}</p></body></html>\n`;
}
