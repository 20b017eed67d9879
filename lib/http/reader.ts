import { headers } from "next/headers";
import { type ReaderLanguage, toldLanguage } from "@/lib/edge/language";

/** The language of the page's reader, and whether they asked for it by name. */
export const readerLanguage = async (): Promise<ReaderLanguage> => toldLanguage(await headers());

/** What makes one page of a path another than the next, and the validator of the copy that is being asked about. */
export async function askedOfPage(): Promise<{ language: ReaderLanguage; ifNoneMatch: string | null }> {
  const asked = await headers();
  return { language: toldLanguage(asked), ifNoneMatch: asked.get("If-None-Match") };
}
