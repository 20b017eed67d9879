/** A text as the rules read it, with the way back: `at[i]` is where folded unit `i` stands in the original. */
export type Folded = { folded: string; at: readonly number[] };

const IGNORABLE = /\p{Default_Ignorable_Code_Point}|\p{Cc}|\u2800/gu;
const MARKS = /(?![\u3099\u309a])(?=\p{M})\p{Script=Inherited}|[\u0483-\u0489]/gu;
const SPACE = /(?!\ufeff)[\s\u0085]/;
const APOSTROPHE = /[‘’ʼ‛`´′＇]/g;
const DASH = /[\p{Pd}−]/gu;
const WIDE_DOT = /(?<=[A-Za-z0-9])。(?=[A-Za-z0-9])/g;

/** The first of 26 letters in a block of emoji that NFKD leaves alone: negative circled, negative squared, flags. */
const EMOJI_ALPHABETS = [0x1f150, 0x1f170, 0x1f1e6];

/** Reads a text the way a person would: one kind of space, quote and dash, nothing invisible, no accents (NFKD). */
export function foldText(text: string): Folded {
  const parts: string[] = [];
  const at: number[] = [];
  let offset = 0;
  let last = "";
  for (const char of text) {
    const out = foldChar(char);
    if (out !== "" && !(out === " " && last === " ")) {
      parts.push(out);
      for (let unit = 0; unit < out.length; unit++) at.push(offset);
      last = out;
    }
    offset += char.length;
  }
  at.push(text.length);
  return { folded: parts.join("").replace(WIDE_DOT, "."), at };
}

function foldChar(char: string): string {
  if (SPACE.test(char)) return " ";
  if (char >= "!" && char <= "~" && char !== "`") return char;
  const plain = (emojiLetter(char) ?? char).normalize("NFKD").replace(MARKS, "").replace(IGNORABLE, "");
  return plain.replace(APOSTROPHE, "'").replace(DASH, "-").replace(/\s+/g, " ");
}

function emojiLetter(char: string): string | undefined {
  const code = char.codePointAt(0) ?? 0;
  const first = EMOJI_ALPHABETS.find((start) => code >= start && code < start + 26);
  return first === undefined ? undefined : String.fromCharCode(65 + code - first);
}
