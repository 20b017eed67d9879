import type { State } from "@/lib/core/engine/states";
import { OVERALL_STATUS } from "@/lib/output/statuspage/components";

/**
 * The frame's style, the same bytes in each state, since the policy names their hash. The root declares no colour scheme,
 * because a browser paints an opaque background under a frame whose scheme differs from its host's.
 */
export const EMBED_STYLE = [
  "body{margin:0;font:15px/1.4 system-ui,sans-serif}",
  "main{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:center;justify-content:center;margin:0;padding:5px;border:3px solid;color:#17191c;background:#fff}",
  "h1{margin:0;font-size:inherit;font-weight:600}a{color:inherit}",
  ".minor{border-color:#b07400}.major{border-color:#d45a0b}.critical{border-color:#d12c2c}.maintenance{border-color:#3a6fb8}",
  "@media(max-width:24em){main{gap:0 10px;font-size:13px}}",
  "@media(prefers-color-scheme:dark){main{color:#eceef1;background:#16191d}}",
].join("");

const STYLE_HASH = "sha256-y6W6xiShamfi1GQHmtSGWzu1fUVAFyKCSrVd6wAHnWk=";

const REFRESH_S = 120;

/** The frame may be framed by any site, also by one that isolates itself, and use its own style; it reloads itself, also after a refusal. */
export const EMBED_HEADERS = {
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Content-Security-Policy": `default-src 'none'; style-src '${STYLE_HASH}'; frame-ancestors *`,
  Refresh: String(REFRESH_S),
};

const head = (title: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
  `<meta name="viewport" content="width=device-width"><style>${EMBED_STYLE}</style></head>`;

/** The frame that other sites embed: the text of `public/embed.js` while not all is well, else nothing; marked in a demo. */
export function embedPage(verdict: State, { demo = false }: { demo?: boolean } = {}): string {
  const { indicator, description } = OVERALL_STATUS[verdict];
  const name = demo ? "Demo of Raxx" : "Raxx";
  if (indicator === "none") return `${head(`${name} status`)}<body></body></html>\n`;
  const sentence = `${name}: ${description}`;
  const link = '<a href="/" target="_blank" rel="noopener">Status page</a>';
  return `${head(sentence)}<body><main class="${indicator}"><h1>${sentence}</h1> ${link}</main></body></html>\n`;
}
