/** A stretch of a text, from `start` up to but not including `end`, in UTF-16 units. */
export type Span = { start: number; end: number };

/** Finds what breaks one rule in a folded text. */
export type Finder = (folded: string) => Span[];

/** All matches of a global pattern that also satisfy the check. */
export function findSpans(
  text: string,
  pattern: RegExp,
  accept: (match: RegExpExecArray) => boolean = () => true,
): Span[] {
  return [...text.matchAll(pattern)]
    .filter(accept)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Replaces spans of a text by spaces, so that positions stay the same. */
export function blankSpans(text: string, spans: readonly Span[]): string {
  let out = "";
  let done = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.end <= done) continue;
    const start = Math.max(span.start, done);
    out += text.slice(done, start) + "\uFFFC".repeat(span.end - start);
    done = span.end;
  }
  return out + text.slice(done);
}

/** A folded text in lower case with its length unchanged: where a letter would become longer, only A to Z are lowered. */
export function toLowerCaseSameLength(folded: string): string {
  const small = folded.toLowerCase();
  return small.length === folded.length ? small : folded.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

const SEPARATOR = "(?:[ _-]{0,2}|\\.)";

/** A pattern source for any of the phrases, where a space also matches nothing, a dash, a dot or an underscore. */
export function matchAny(phrases: readonly string[], separator = SEPARATOR): string {
  return phrases.map((phrase) => escapePattern(phrase).replace(/ +/g, separator)).join("|");
}

/** The same pattern source, with no ASCII letter or digit right before or after (Japanese and Chinese put no spaces between words). */
export function wholeWord(source: string): string {
  return `(?<![A-Za-z0-9])(?:${source})(?![A-Za-z0-9])`;
}

/** A literal as a pattern source. */
export function escapePattern(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
