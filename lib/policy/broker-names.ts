import { foldText } from "./fold";
import { lookAlikesAsLatin, standInsAsLatin } from "./look-alikes";
import { anyOf, escapePattern, type Finder, inSmallLetters, spansOf } from "./span";
import { endsWord, startsWord } from "./word-boundary";

/** The maintained list: names matched inside other words, as whole words, and only with their capitals. */
export type BrokerNames = {
  anywhere: readonly string[];
  whole_word: readonly string[];
  as_written: readonly string[];
};

const GAP = "[ ._*|/~·•,:-]{0,3}";
const SHORTEST_SPREAD = 4;
const SHORTEST_HANDLE = 5;

/** Finds any broker's name, possessive, hyphenated, spelled out, in a handle, an identifier or look-alike letters (§2.2). */
export function brokerNameFinder(names: BrokerNames): Finder {
  const anywhere = readings(names.anywhere).map(inSmallLetters);
  const asWritten = readings(names.as_written);
  const finders = [
    finderOf(anyOf(anywhere), inSmallLetters, () => true),
    finderOf(anyOf(readings(names.whole_word).map(inSmallLetters)), inSmallLetters, isWholeWord),
    finderOf(anyOf([...asWritten, ...asWritten.map((name) => name.toUpperCase())]), asItIs, isWholeWord),
    finderOf(spread(anywhere), inSmallLetters, isSpread),
  ];
  return (text) => [...disguises(text)].flatMap((reading) => finders.flatMap((find) => find(reading)));
}

/** The same text, read again with look-alikes and stand-ins as the letters that they pass for. */
function disguises(text: string): Set<string> {
  const latin = lookAlikesAsLatin(text);
  return new Set([text, latin, standInsAsLatin(latin)]);
}

/** A name's own readings, longest first, so that a longer name is never hidden by its beginning. */
function readings(names: readonly string[]): string[] {
  const all = new Set(names.flatMap((name) => [...disguises(foldText(name).folded)]));
  return [...all].sort((a, b) => b.length - a.length);
}

type Accept = (text: string, start: number, end: number) => boolean;

function finderOf(source: string, read: (text: string) => string, accept: Accept): Finder {
  const pattern = new RegExp(source || "(?!)", "gu");
  return (text) => spansOf(read(text), pattern, ({ 0: { length }, index }) => accept(text, index, index + length));
}

const asItIs = (text: string): string => text;

function isWholeWord(text: string, start: number, end: number): boolean {
  if (!startsWord(text, start)) return false;
  const isHandle = end - start >= SHORTEST_HANDLE && /[#@]/.test(text.charAt(start - 1));
  return isHandle || endsWord(text, end);
}

/** A name with something between all of its letters ("A l p a c a"), or a hyphen between some ("Al-paca"). */
function spread(names: readonly string[]): string {
  return names
    .map((name) => [...name.replaceAll(" ", "")])
    .filter((letters) => letters.length >= SHORTEST_SPREAD)
    .map((letters) => letters.map(escapePattern).join(GAP))
    .join("|");
}

function isSpread(text: string, start: number, end: number): boolean {
  const match = text.slice(start, end);
  const gaps = match.match(/[^\p{L}\p{M}\p{N}]+/gu) ?? [];
  const letters = match.replace(/[^\p{L}\p{N}]/gu, "").length;
  const isHyphenated = gaps.every((gap) => !gap.includes(" ") || gap === "- ");
  if (gaps.length === 0 || (gaps.length < letters - 1 && !isHyphenated)) return false;
  return startsWord(text, start) && endsWord(text, end);
}
