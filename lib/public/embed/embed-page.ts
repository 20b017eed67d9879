import type { State } from "@/lib/engine/states";
import { OVERALL_STATUS } from "@/lib/public/statuspage/vocabulary";
import { EMBED_STYLE } from "./embed-style";

const head = (title: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
  `<meta name="viewport" content="width=device-width"><style>${EMBED_STYLE}</style></head>`;

/**
 * The frame that other sites show: the words of `public/embed.js` while not all is well, nothing otherwise. No script, no fetch.
 * In a demo it says so.
 */
export function embedPage(overall: State, { demo = false }: { demo?: boolean } = {}): string {
  const { indicator, description } = OVERALL_STATUS[overall];
  const name = demo ? "Demo of Raxx" : "Raxx";
  if (indicator === "none") return `${head(`${name} status`)}<body></body></html>\n`;
  const said = `${name}: ${description}`;
  const link = '<a href="/" target="_blank" rel="noopener">Status page</a>';
  return `${head(said)}<body><main class="${indicator}"><h1>${said}</h1> ${link}</main></body></html>\n`;
}
