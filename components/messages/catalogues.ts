import type { Language } from "@/lib/schemas/language";
import type { Catalogue } from "./catalogue";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { ja } from "./ja";

/** Every language's texts, compiled by scripts/messages.ts: no page imports them as they stand here. */
export const CATALOGUES: Record<Language, Catalogue> = { en, es, de, fr, ja };
