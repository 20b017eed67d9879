/** A text as the rules read it, with the way back: `at[i]` is where folded unit `i` stands in the original. */
export type Folded = { folded: string; at: readonly number[] };

const IGNORABLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
const MARKS = /[\u0300-\u036f]/g;
const SPACE = /[\s\u0085]/;
const APOSTROPHE = /[‘’ʼ‛`´′＇]/g;
const DASH = /[\p{Pd}−]/gu;

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
  return { folded: parts.join(""), at };
}

function foldChar(char: string): string {
  if (SPACE.test(char)) return " ";
  if (char >= "!" && char <= "~" && char !== "`") return char;
  const plain = char.normalize("NFKD").replace(MARKS, "").replace(IGNORABLE, "");
  return plain.replace(APOSTROPHE, "'").replace(DASH, "-").replace(/\s+/g, " ");
}
