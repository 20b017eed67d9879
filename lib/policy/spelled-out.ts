const OPEN = " ?[\\[({<] ?";
const CLOSE = " ?[\\])}>] ?";
const DOT_WORD = "(?:dot|punkt|punto|point)";

/** An at sign that is written out or bracketed so that no machine reads it, as a pattern source. */
export const AT = `(?:${OPEN}(?:at|@|arroba|arobase)${CLOSE}| @ )`;

/** The word alone, which takes a dot that is written out too, as a pattern source. */
export const AT_WORD = " (?:at|@|arroba|arobase) ";

/** A dot in any of its forms, as a pattern source. */
export const DOT = `(?:\\.|${OPEN}(?:\\.|${DOT_WORD})${CLOSE}| ${DOT_WORD} )`;

/** A dot that is written out as a word, as a pattern source. */
export const DOT_AS_WORD = `(?:${OPEN}(?:\\.|${DOT_WORD})${CLOSE}| ${DOT_WORD} )`;

const ANY_DOT = new RegExp(DOT, "gi");
const ANY_AT = new RegExp(`${AT}|${AT_WORD}`, "gi");

/** The host as it would be typed. */
export function readDots(host: string): string {
  return host.replace(ANY_DOT, ".");
}

/** The mail address as it would be typed. */
export function readAddress(address: string): string {
  return readDots(address.replace(ANY_AT, "@"));
}
