import type { CompiledMessage } from "icu-minify/format";
import compiled from "@/lib/generated/messages.json";
import type { Language } from "@/lib/schemas/language";
import type { MessageKey } from "./catalogue";
import type { Messages } from "./t";

type Texts = Record<MessageKey, CompiledMessage>;

const build = (language: Language): Messages => ({ language, texts: compiled[language] as unknown as Texts });

const BY_LANGUAGE = new Map<Language, Messages>();

/** The texts of a language, one object for all callers, so that Next sends them to a page's browser once. */
export function messagesFor(language: Language): Messages {
  const messages = BY_LANGUAGE.get(language) ?? build(language);
  BY_LANGUAGE.set(language, messages);
  return messages;
}
