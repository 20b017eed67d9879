import type { CompiledMessage } from "icu-minify/format";
import compiled from "@/lib/generated/messages.json";
import type { Language } from "@/lib/schemas/language";
import type { MessageKey } from "./catalogue";
import type { Copy } from "./say";

type Messages = Record<MessageKey, CompiledMessage>;

/** The texts of a language, all of them: for the server, which hands a part on. */
export const copyFor = ({ language, isChosen }: { language: Language; isChosen: boolean }): Copy => ({
  language,
  isChosen,
  messages: compiled[language] as unknown as Messages,
});

/** The part of the texts that a browser formats: those of some sections. */
export function partOf({ messages, ...copy }: Copy, sections: readonly string[]): Copy {
  const entries = Object.entries(messages).filter(([key]) => sections.includes(key.split(".")[0] as string));
  return { ...copy, messages: Object.fromEntries(entries) };
}

/** What it takes to write a time in the browser. One object for one copy, so that a page's many times send it only once. */
export function timesOf(copy: Copy): Copy {
  const known = TIMES.get(copy) ?? partOf(copy, ["time"]);
  TIMES.set(copy, known);
  return known;
}

const TIMES = new WeakMap<Copy, Copy>();
