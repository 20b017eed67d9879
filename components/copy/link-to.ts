import type { Copy } from "./say";

/** A page of ours, in the language that the reader chose; with more of a query where the page knows one. */
export function linkTo(
  { language, isChosen }: Pick<Copy, "language" | "isChosen">,
  path: string,
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({ ...more, ...(isChosen && { lang: language }) }).toString();
  return query ? `${path}?${query}` : path;
}
