import { foldText, lookAlikesAsLatin, standInsAsLatin } from "./fold";
import { blankSpans, type Finder, findSpans, matchAny, toLowerCaseSameLength, wholeWord } from "./span";

const LETTER = /\p{L}/u;
const CAPITAL = /\p{Lu}/u;
const SMALL = /\p{Ll}/u;

/** Whether a word begins here: after no letter, or at a capital inside a compound ("openKraken"). */
function startsWord(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  return !LETTER.test(before) || (SMALL.test(before) && CAPITAL.test(text.charAt(start)));
}

/** Whether a word ends here, a plural or possessive s aside: before no letter, or before a capital inside a compound. */
function endsWord(text: string, end: number): boolean {
  const after = text.slice(end, end + 3).replace(/^'?s(?!\p{L})/iu, "");
  const [next = ""] = after;
  return !LETTER.test(next) || (SMALL.test(text.charAt(end - 1)) && CAPITAL.test(next));
}

/** The maintained list: names matched inside other words, as whole words, and only with their capitals; and words around them that make them no broker's. */
type BrokerNames = {
  anywhere: readonly string[];
  whole_word: readonly string[];
  as_written: readonly string[];
  allowed: readonly string[];
};

const GAP = /[ ._*|/~·•,:-]/;
const GAPS = /[ ._*|/~·•,:-]+/g;
const WIDEST_GAP = 3;
const SHORTEST_SPREAD = 4;
const SHORTEST_HANDLE = 5;

/** Finds any broker's name, possessive, hyphenated, spelled out, in a handle, an identifier or look-alike letters (contract §6.2). */
export function brokerNameFinder(names: BrokerNames): Finder {
  const anywhere = matchAny(readings(names.anywhere).map(toLowerCaseSameLength));
  const asWritten = readings(names.as_written);
  const finders = [
    buildFinder(anywhere, toLowerCaseSameLength, () => true),
    buildFinder(matchAny(readings(names.whole_word).map(toLowerCaseSameLength)), toLowerCaseSameLength, isWholeWord),
    buildFinder(matchAny([...asWritten, ...asWritten.map((name) => name.toUpperCase())]), asItIs, isWholeWord),
    spreadFinder(anywhere),
  ];
  const allowed = new RegExp(wholeWord(matchAny(names.allowed, " ") || "(?!)"), "g");
  return (text) => {
    const judged = blankSpans(text, findSpans(text, allowed));
    return [...disguises(judged)].flatMap((reading) => finders.flatMap((find) => find(reading)));
  };
}

/** The same text, with look-alike characters replaced by the letters that they resemble. */
function disguises(text: string): Set<string> {
  const latin = lookAlikesAsLatin(text);
  return new Set([text, latin, standInsAsLatin(latin)]);
}

/** A name's own spellings, longest first, so that a longer name is not cut short by its beginning. */
function readings(names: readonly string[]): string[] {
  const all = new Set(names.flatMap((name) => [...disguises(foldText(name).folded)]));
  return [...all].sort((a, b) => b.length - a.length);
}

type Accept = (text: string, start: number, end: number) => boolean;

function buildFinder(source: string, read: (text: string) => string, accept: Accept): Finder {
  const pattern = new RegExp(source || "(?!)", "g");
  return (text) => findSpans(read(text), pattern, ({ 0: { length }, index }) => accept(text, index, index + length));
}

const asItIs = (text: string): string => text;

function isWholeWord(text: string, start: number, end: number): boolean {
  if (!startsWord(text, start)) return false;
  const isHandle = end - start >= SHORTEST_HANDLE && /[#@]/.test(text.charAt(start - 1));
  return isHandle || endsWord(text, end);
}

/** Finds a name with something between all of its letters ("A l p a c a"), or a hyphen between some ("Al-paca"). */
function spreadFinder(source: string): Finder {
  const pattern = new RegExp(source || "(?!)", "g");
  return (text) => {
    const { squeezed, at } = squeeze(text);
    return findSpans(toLowerCaseSameLength(squeezed), pattern)
      .map(({ start, end }) => ({ start: at[start] ?? 0, end: (at[end - 1] ?? 0) + 1 }))
      .filter(({ start, end }) => isSpread(text, start, end));
  };
}

function squeeze(text: string): { squeezed: string; at: number[] } {
  const at: number[] = [];
  let squeezed = "";
  for (let unit = 0; unit < text.length; unit++) {
    if (GAP.test(text.charAt(unit))) continue;
    squeezed += text.charAt(unit);
    at.push(unit);
  }
  return { squeezed, at };
}

function isSpread(text: string, start: number, end: number): boolean {
  const words = text.slice(start, end).split(GAPS);
  const gaps = text.slice(start, end).match(GAPS) ?? [];
  const isSpelled = words.length >= SHORTEST_SPREAD && words.every((word) => /^.\p{M}?$/u.test(word));
  const isHyphenated = gaps.length > 0 && gaps.every((gap) => gap === "- " || (gap.length === 1 && gap !== " "));
  const isClose = gaps.every((gap) => gap.length <= WIDEST_GAP);
  return (isSpelled || isHyphenated) && isClose && startsWord(text, start) && endsWord(text, end);
}
