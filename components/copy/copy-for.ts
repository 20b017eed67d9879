import type { CompiledMessage } from "icu-minify/format";
import compiled from "@/lib/generated/messages.json";
import type { Language } from "@/lib/schemas/language";
import type { MessageKey } from "./catalogue";
import type { Copy } from "./say";

type Messages = Record<MessageKey, CompiledMessage>;

const build = (language: Language): Copy => ({ language, messages: compiled[language] as unknown as Messages });

const COPIES = new Map<Language, Copy>();

/** The texts of a language, one object for all who ask, so that Next sends a page's browser one copy of them. */
export function copyFor(language: Language): Copy {
  const copy = COPIES.get(language) ?? build(language);
  COPIES.set(language, copy);
  return copy;
}
