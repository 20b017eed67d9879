import { addressIn } from "@/lib/schemas/language";
import type { Copy } from "./say";

/** A page of ours in the language of the page that links to it. */
export const linkTo = (
  { language }: Pick<Copy, "language">,
  path: string,
  query: Record<string, string> = {},
): string => addressIn(language, path, query);
