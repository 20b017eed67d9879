/** A text in the form that the rules match, with positions: `at[i]` is where folded unit `i` is in the original. */
type Folded = { folded: string; at: readonly number[] };

const IGNORABLE = /\p{Default_Ignorable_Code_Point}|\p{Cc}|\u2800/gu;
const MARKS = /(?![\u3099\u309a])(?=\p{M})\p{Script=Inherited}|[\u0483-\u0489]/gu;
const SPACE = /(?!\ufeff)[\s\u0085]/;
const APOSTROPHE = /[‘’ʼ‛`´′＇]/g;
const DASH = /[\p{Pd}−]/gu;
const WIDE_DOT = /(?<=[A-Za-z0-9])。(?=[A-Za-z0-9])/g;

/** Normalizes a text to one kind of space, quote and dash, nothing invisible and no accents (NFKD). */
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
  const plain = char.normalize("NFKD").replace(MARKS, "").replace(IGNORABLE, "");
  return plain.replace(APOSTROPHE, "'").replace(DASH, "-").replace(/\s+/g, " ");
}

/** Letters of other alphabets, and Latin variants, that look like an ASCII letter. All in the basic plane. */
const LOOK_ALIKES = `
  A:АΑᎪꓮȺ a:аɑαᴀɐ  B:ВΒᏴꓐ b:Ьƅʙвƀ
  C:СᏟꓚⲤ c:сςᴄⲥƈȼ  D:ᎠꓓĐ d:ԁᴅđɗɖ
  E:ЕΕᎬꓰ e:еεᴇєɛəɘ  F:Ϝꓝ f:ꜰƒ
  G:ԌᏀꓖ g:ɡɢցǥ  H:НΗᎻꓧ h:һʜհħн
  I:ІΙӀᏆꓲ i:іιıɪɩ  J:ЈᎫꓙ j:јᴊ
  K:КΚᏦꓗ k:кκᴋƙ  L:ᏞꓡŁ l:ӏʟłǀɭƚ
  M:МΜᎷꓟ m:мᴍ  N:Νꓠ n:ոпɴηռɲ
  O:ОΟՕØꓳ o:оοօᴏøσɵⲟ  P:РΡᏢꓑ p:рρᴘ
  Q:Ԛ q:ԛզ  R:ᎡᏒꓣ r:гʀɾɍᴦ
  S:ЅՏᏚꓢ s:ѕꜱʂ  T:ТΤᎢꓔ t:тτᴛŧ
  U:Սꓴ u:υᴜս  V:ѴᏙꓦ v:νѵᴠ
  W:ԜᎳꓪ w:ԝѡωᴡա  X:ХΧꓫ x:хχ
  Y:ΥҮУꓬ y:уγүʏ  Z:ΖᏃꓜ z:ᴢʐƶ
`;

/** Digits and signs that replace a letter inside a word ("R0binhood"); a capital I stands for an l. */
const STAND_INS: Record<string, string> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "@": "a",
  $: "s",
  I: "l",
};

const LATIN = new Map(
  [...LOOK_ALIKES.matchAll(/(\w):(\S+)/g)].flatMap(([, letter = "", alikes = ""]) =>
    [...alikes].map((alike) => [alike, letter] as const),
  ),
);
const LOOK_ALIKE = new RegExp(`[${[...LATIN.keys()].join("")}]`, "gu");
const NOT_ASCII = /[^\0-\x7f]/;
/** What a reader takes a text for: folded, in lower case, look-alikes as the letters that they resemble. */
export const readsAs = (text: string): string =>
  standInsAsLatin(lookAlikesAsLatin(foldText(text).folded)).toLowerCase();

const WORD = /[\p{L}\p{N}]+/gu;
const SOME_LATIN = /[A-Za-z]|\p{Script=Latin}/u;
const SIGNED_WORD = /[A-Za-z0-9@$]+/g;
const STAND_IN = /[01345@$I]/g;

/** Replaces look-alikes by ASCII everywhere. Never changes the length. */
export function lookAlikesAsLatin(text: string): string {
  return NOT_ASCII.test(text) ? text.replace(LOOK_ALIKE, (alike) => LATIN.get(alike) ?? alike) : text;
}

/** Replaces look-alikes by ASCII in words that also contain Latin letters, a mixture that no real word has, or that consist of look-alikes. Never changes the length. */
export function mixedWordsAsLatin(text: string): string {
  if (!NOT_ASCII.test(text)) return text;
  return text.replace(WORD, (word) => {
    const latin = lookAlikesAsLatin(word);
    return SOME_LATIN.test(word) || !NOT_ASCII.test(latin) ? latin : word;
  });
}

/** Replaces digits and signs inside words by the letters that they resemble. Never changes the length. */
export function standInsAsLatin(text: string): string {
  return text.replace(SIGNED_WORD, (word) =>
    /[A-Za-z]/.test(word) ? word.replace(STAND_IN, (sign) => STAND_INS[sign] ?? sign) : word,
  );
}
