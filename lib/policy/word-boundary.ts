const LETTER = /\p{L}/u;
const CAPITAL = /\p{Lu}/u;
const SMALL = /\p{Ll}/u;

/** Whether a word begins here: after no letter, or at a capital inside a compound ("openKraken"). */
export function startsWord(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  return !LETTER.test(before) || (SMALL.test(before) && CAPITAL.test(text.charAt(start)));
}

/** Whether a word ends here, a plural or possessive s aside: before no letter, or before a capital inside a compound. */
export function endsWord(text: string, end: number): boolean {
  const after = text.slice(end, end + 3).replace(/^'?s(?!\p{L})/iu, "");
  const [next = ""] = after;
  return !LETTER.test(next) || (SMALL.test(text.charAt(end - 1)) && CAPITAL.test(next));
}
