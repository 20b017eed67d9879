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
  const parts = PARTS.get(messages) ?? new Map<string, Copy["messages"]>();
  PARTS.set(messages, parts);
  const name = sections.join();
  const part = parts.get(name) ?? selectMessages(messages, sections);
  parts.set(name, part);
  return { ...copy, messages: part };
}

/** A language's messages are the same for every page, and so are their parts. */
const PARTS = new WeakMap<Copy["messages"], Map<string, Copy["messages"]>>();

const selectMessages = (messages: Copy["messages"], sections: readonly string[]): Copy["messages"] =>
  Object.fromEntries(Object.entries(messages).filter(([key]) => sections.includes(key.split(".")[0] as string)));

/** What it takes to write a time in the browser. One object for one copy, so that a page's many times send it only once. */
export function timesOf(copy: Copy): Copy {
  const known = TIMES.get(copy) ?? partOf(copy, ["time"]);
  TIMES.set(copy, known);
  return known;
}

const TIMES = new WeakMap<Copy, Copy>();
