/** Letters of other alphabets, and of other kinds of Latin, that pass for an ASCII letter. All of the basic plane. */
const LOOK_ALIKES: Record<string, string> = {
  A: "АΑᎪꓮȺ",
  a: "аɑαᴀɐ",
  B: "ВΒᏴꓐ",
  b: "Ьƅʙвƀ",
  C: "СᏟꓚⲤ",
  c: "сςᴄⲥƈȼ",
  D: "ᎠꓓĐ",
  d: "ԁᴅđɗɖ",
  E: "ЕΕᎬꓰ",
  e: "еεᴇєɛəɘ",
  F: "Ϝꓝ",
  f: "ꜰƒ",
  G: "ԌᏀꓖ",
  g: "ɡɢցǥ",
  H: "НΗᎻꓧ",
  h: "һʜհħн",
  I: "ІΙӀᏆꓲ",
  i: "іιıɪɩ",
  J: "ЈᎫꓙ",
  j: "јᴊ",
  K: "КΚᏦꓗ",
  k: "кκᴋƙ",
  L: "ᏞꓡŁ",
  l: "ӏʟłǀɭƚ",
  M: "МΜᎷꓟ",
  m: "мᴍ",
  N: "Νꓠ",
  n: "ոпɴηռɲ",
  O: "ОΟՕØꓳ",
  o: "оοօᴏøσɵ",
  P: "РΡᏢꓑ",
  p: "рρᴘ",
  Q: "Ԛ",
  q: "ԛզ",
  R: "ᎡᏒꓣ",
  r: "гʀɾɍ",
  S: "ЅՏᏚꓢ",
  s: "ѕꜱʂ",
  T: "ТΤᎢꓔ",
  t: "тτᴛŧ",
  U: "Սꓴ",
  u: "υᴜս",
  V: "ѴᏙꓦ",
  v: "νѵᴠ",
  W: "ԜᎳꓪ",
  w: "ԝѡωᴡա",
  X: "ХΧꓫ",
  x: "хχ",
  Y: "ΥҮУꓬ",
  y: "уγүʏ",
  Z: "ΖᏃꓜ",
  z: "ᴢʐƶ",
};

/** Digits and signs that stand for a letter inside a word ("R0binhood"); a capital I passes for an l. */
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
  Object.entries(LOOK_ALIKES).flatMap(([letter, alikes]) => [...alikes].map((alike) => [alike, letter] as const)),
);
const LOOK_ALIKE = new RegExp(`[${[...LATIN.keys()].join("")}]`, "gu");
const NOT_ASCII = /[^\0-\x7f]/;
const WORD = /[\p{L}\p{N}]+/gu;
const SOME_LATIN = /[A-Za-z]|\p{Script=Latin}/u;
const SIGNED_WORD = /[A-Za-z0-9@$]+/g;
const STAND_IN = /[01345@$I]/g;

/** Reads look-alikes as ASCII wherever they stand. Never changes the length. */
export function lookAlikesAsLatin(text: string): string {
  return NOT_ASCII.test(text) ? text.replace(LOOK_ALIKE, (alike) => LATIN.get(alike) ?? alike) : text;
}

/** Reads look-alikes as ASCII in words that hold Latin letters too, which no honest word mixes. Never changes the length. */
export function mixedWordsAsLatin(text: string): string {
  if (!NOT_ASCII.test(text)) return text;
  return text.replace(WORD, (word) => (SOME_LATIN.test(word) ? lookAlikesAsLatin(word) : word));
}

/** Reads digits and signs inside words as the letters that they stand for. Never changes the length. */
export function standInsAsLatin(text: string): string {
  return text.replace(SIGNED_WORD, (word) =>
    /[A-Za-z]/.test(word) ? word.replace(STAND_IN, (sign) => STAND_INS[sign] ?? sign) : word,
  );
}
