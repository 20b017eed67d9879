/** Average advances of Verdana at 11 px, by kind of glyph; the first kind that fits holds. */
const ADVANCES: readonly [glyph: RegExp, px: number][] = [
  [/\p{M}/u, 0],
  [/[ijlI|'’]/u, 3.1],
  [/[\s.,:;!frt()[\]{}/\\"·-]/u, 4.1],
  [/[mwMW@%&…—]/u, 10],
  [/[\p{Extended_Pictographic}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u, 11],
  [/\p{Lu}/u, 7.4],
  [/\d/u, 7],
];
const ADVANCE = 6.7;

/** About how wide a text is at 11 px, in whole pixels: no font is at hand to measure it, `textLength` makes it true. */
export function textWidth(text: string): number {
  const advances = Array.from(text, (glyph) => ADVANCES.find(([kind]) => kind.test(glyph))?.[1] ?? ADVANCE);
  return Math.ceil(advances.reduce((sum, px) => sum + px, 0));
}
