import type { Language } from "@/lib/schemas/language";
import type { Catalogue } from "./catalogue";
import { en } from "./en";

/** Every language's texts, compiled by scripts/messages.ts: no page imports them as they stand here. */
export const CATALOGUES: Record<Language, Catalogue> = { en, es: en, de: en, fr: en, ja: en };
