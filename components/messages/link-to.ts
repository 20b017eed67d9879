import { addressIn } from "@/lib/schemas/language";
import type { Messages } from "./t";

/** A page of ours in the language of the page that links to it. */
export const linkTo = (
  { language }: Pick<Messages, "language">,
  path: string,
  query: Record<string, string> = {},
): string => addressIn(language, path, query);
