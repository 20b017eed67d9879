import { PROMISES, PROMISES_UNLESS_PAST, pattern } from "./english-promises";
import { anyOf, blankSpans, type Finder, inSmallLetters, spansOf } from "./span";
import type { PhraseList } from "./translated-promises";

const PAST =
  /(?<![a-z])(?:was|were|had|has|have|did|been|came|went|began|fell|rose|dropped|saw|got|took|ran|sent|lost|(?<!(?:be|is|are|to) )[a-z]{3,}ed)(?![a-z])/;
const CLAUSE_END = /[.,;:!?]| and | but | so /;

/** Finds promises about what is still to come: expectations, estimates, "soon", and deadlines outside the past tense (§2.3). */
export function forwardLookingFinder(list: PhraseList): Finder {
  const phrases = pattern(anyOf(list.phrases.map(inSmallLetters), "[ -]"));
  const allowed = pattern(anyOf(list.allowed.map(inSmallLetters), "[ -]"));
  const promises = PROMISES.map(pattern);
  const promisesUnlessPast = PROMISES_UNLESS_PAST.map(pattern);
  return (text) => {
    const small = inSmallLetters(text);
    const judged = blankSpans(small, spansOf(small, allowed));
    return [
      ...spansOf(judged, phrases),
      ...promises.flatMap((promise) => spansOf(judged, promise)),
      ...promisesUnlessPast.flatMap((promise) => spansOf(judged, promise, (match) => !isPastTense(judged, match))),
    ];
  };
}

function isPastTense(text: string, { 0: match, index }: RegExpExecArray): boolean {
  const end = index + match.length;
  const before =
    text
      .slice(Math.max(0, index - 200), index)
      .split(CLAUSE_END)
      .at(-1) ?? "";
  const after = text.slice(end, end + 200).split(CLAUSE_END, 1)[0] ?? "";
  return PAST.test(before) || PAST.test(after);
}
