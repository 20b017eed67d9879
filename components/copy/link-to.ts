import type { Copy } from "./say";

/** A page of ours, in the language that the reader chose. */
export function linkTo({ language, isChosen }: Pick<Copy, "language" | "isChosen">, path: string): string {
  return isChosen ? `${path}?lang=${language}` : path;
}
