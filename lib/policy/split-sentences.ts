import { type Span, spansOf } from "./span";

const BOUNDARY = /[.!?…]{1,20}["'”’)\]]{0,4}(?=\s)|[。！？｡؟۔।]["'”’」』）)\]]{0,4}|[\n\r\u2028\u2029]/gu;
const ABBREVIATION = /(?:^|[\s("'“‘])(?:e\.g|i\.e|cf|vs|approx|incl|ref)\.$/i;
const NUMBER_SIGN = /(?:^|[\s("'“‘])nos?\.$/i;
const MAYBE_LAST = /(?:^|[\s("'“‘])(?:etc|a\.m|p\.m|u\.s|u\.k|u\.s\.a|inc|ltd|corp)\.$/i;
const DOTTED_WORD = /\S\.\S{0,62}\.$/;

/** Where each sentence stands, trailing space included; the spans follow each other without a gap. */
export function splitSentences(text: string): Span[] {
  const sentences: Span[] = [];
  let start = 0;
  for (const boundary of spansOf(text, BOUNDARY, ({ index, 0: mark }) => endsSentence(text, index, mark))) {
    if (boundary.end <= start) continue;
    const end = boundary.end + leadingSpace(text, boundary.end);
    sentences.push({ start, end });
    start = end;
  }
  if (start < text.length) sentences.push({ start, end: text.length });
  return sentences;
}

function endsSentence(text: string, index: number, mark: string): boolean {
  if (mark !== ".") return true;
  const before = text.slice(Math.max(0, index - 64), index + 1);
  const after = text.slice(index + 1, index + 20);
  if (ABBREVIATION.test(before)) return false;
  if (NUMBER_SIGN.test(before)) return !/^\s+\d/.test(after);
  if (DOTTED_WORD.test(before) && /^\s+\p{Ll}/u.test(after)) return false;
  return !MAYBE_LAST.test(before) || /^\s+\p{Lu}/u.test(after);
}

function leadingSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at - from;
}
