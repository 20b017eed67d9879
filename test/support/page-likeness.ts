/** What of a page both ways of rendering must agree on: its visible text, its links, and its head. Ages and times are left out. */
export type PageLikeness = { lang: string; title: string; text: string; links: string[]; head: string[] };

const SILENT = /<(script|style|template|svg)\b[^>]*>[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g;

/** Reads a page's HTML; tags that load code or styles are the renderer's own and are left out of the head. */
export function likenessOf(html: string): PageLikeness {
  const plain = html.replace(SILENT, "");
  const body = plain.slice(plain.indexOf("<body"));
  return {
    lang: /<html[^>]* lang="([^"]*)"/.exec(html)?.[1] ?? "",
    title: /<title[^>]*>([^<]*)<\/title>/.exec(html)?.[1] ?? "",
    text: withoutTimes(body.replace(/<title[^>]*>[^<]*<\/title>/g, "").replace(/<[^>]+>/g, " ")),
    links: [...body.matchAll(/<a\b[^>]* href="([^"]*)"/g)].map(([, href = ""]) => href),
    head: [...plain.matchAll(/<(?:meta|link)\b[^>]*>/g)]
      .map(([tag]) => attributesOf(tag))
      .filter(isOfPage)
      .sort(),
  };
}

const attributesOf = (tag: string): string =>
  [...tag.matchAll(/([\w:-]+)="([^"]*)"/g)]
    .map(([, name = "", value]) => `${name.toLowerCase()}=${value}`)
    .filter((attribute) => !/^(?:key|data-)/.test(attribute))
    .sort()
    .map(withoutTimes)
    .join(" ");

const isOfPage = (attributes: string): boolean =>
  !/rel=(?:stylesheet|modulepreload|preload)|next-size-adjust/.test(attributes);

/** Texts with their clock times, ages and white space taken out. */
export const withoutTimes = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, "<time>")
    .replace(/\d{1,2}:\d\d(?::\d\d)?/g, "<clock>")
    .replace(/\d+(?=\s*(?:s\b|sec|min|h\b|秒|分|時))/gi, "<age>")
    .replace(/\s+/g, " ")
    .trim();
