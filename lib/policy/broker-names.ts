import { foldText } from "./fold";
import { anyOf, type Finder, spansOf, wholeWord } from "./span";

/** The maintained list: names matched inside other words, as whole words, and only with their capitals. */
export type BrokerNames = {
  anywhere: readonly string[];
  whole_word: readonly string[];
  as_written: readonly string[];
};

/** Finds any broker's name, possessive, hyphenated or hidden in an identifier (§2.2). */
export function brokerNameFinder(names: BrokerNames): Finder {
  const anywhere = folded(names.anywhere);
  const wholeWords = folded(names.whole_word);
  const asWritten = folded(names.as_written);
  const shouted = asWritten.map((name) => name.toUpperCase());
  const patterns = [
    patternOf(anywhere, (source) => source, "giu"),
    patternOf(wholeWords, wholeWord, "giu"),
    patternOf([...asWritten, ...shouted], wholeWord, "gu"),
  ].filter((pattern) => pattern !== null);
  return (text) => patterns.flatMap((pattern) => spansOf(text, pattern));
}

function folded(names: readonly string[]): string[] {
  return names.map((name) => foldText(name).folded);
}

function patternOf(names: readonly string[], frame: (source: string) => string, flags: string): RegExp | null {
  return names.length === 0 ? null : new RegExp(frame(anyOf(names)), flags);
}
