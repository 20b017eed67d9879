import { headers } from "next/headers";
import { type ReaderLanguage, toldLanguage } from "@/lib/edge/language";

/** The language of the page's reader, and whether they asked for it by name. */
export const readerLanguage = async (): Promise<ReaderLanguage> => toldLanguage(await headers());
