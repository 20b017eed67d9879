const INVISIBLE = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/gu;
const LINE_BREAK = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;

/** Common punctuation and signs; all of ASCII that can be seen, and the full-width forms of it. */
const SIGN =
  /[!-~\uff01-\uff5e¡¿§¶©®™°±×÷·•†‡№…‐‑‒–—―−‘’‚‛“”„‟‹›«»′″´¨€£¥¢₿→←↑↓≈≠≤≥✓✔✗、。〈〉《》「」『』【】〔〕〜・｡｢｣､･]/u;
const LETTER = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u;
const SPACE = /[\n\t\p{Zs}]/u;
const MARK = /\p{M}/u;
/** Marks that any script may use, such as accents. */
const SHARED_MARK = /(?![\p{Default_Ignorable_Code_Point}\p{Me}])\p{Script=Inherited}/u;
/** Scripts that have no marks of their own beside those. */
const BARE_SCRIPT =
  /\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{N}/u;

/** A text without control characters, bidi overrides and lone surrogates; line breaks become `\n`. Never longer. */
export function stripControls(text: string): string {
  return text.toWellFormed().replace(LINE_BREAK, "\n").replace(INVISIBLE, "");
}

/**
 * A text as readers can see it: letters, digits, marks of their own letter, common signs and spaces. Anything else, invisible
 * or odd, is dropped before a note is judged and published. Line breaks become `\n`. Never longer.
 */
export function plainText(text: string): string {
  let base = "";
  let plain = "";
  for (const char of stripControls(text)) {
    if (MARK.test(char)) {
      if (base !== "" && isMarkOf(base, char)) plain += char;
      continue;
    }
    base = LETTER.test(char) ? char : "";
    if (base !== "" || SIGN.test(char) || SPACE.test(char)) plain += char;
  }
  return plain;
}

const isMarkOf = (letter: string, mark: string): boolean =>
  SHARED_MARK.test(mark) || (!BARE_SCRIPT.test(letter) && !/[\p{Default_Ignorable_Code_Point}\p{Me}]/u.test(mark));
