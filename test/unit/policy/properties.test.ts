import { describe, expect, it } from "vitest";
import words from "@/config/copy-policy.json";
import { checkNote, cleanNote, publishableNote, reviewNote } from "@/lib/core/note-policy/note";
import fc from "../../support/fast-check";
import { CLEAN_SENTENCE } from "./clean-vocabulary";
import { FORBIDDEN } from "./corpus";

const RUNS = { numRuns: 150 };
const NAMES = words.broker_names.anywhere.filter((name) => /^[A-Za-z]{6,}$/.test(name));
const INVISIBLE = [
  "\ufff9",
  "\u0600",
  "\u05b0",
  "\u0e38",
  "\u3164",
  "\ue000",
  "\u200b",
  "\u200c",
  "\u200d",
  "\u2060",
  "\ufeff",
  "\u00ad",
  "\u034f",
  "\u180e",
  "\u{e0041}",
  "\u0336",
];
const ALIKE: Record<string, string[]> = {
  a: ["а", "α", "ɑ", "ᴀ", "ａ", "𝐚", "á", "@", "4"],
  b: ["Ь", "ʙ", "ｂ", "𝗯"],
  c: ["с", "ᴄ", "ｃ", "ç", "𝚌"],
  d: ["ԁ", "ᴅ", "ｄ", "đ"],
  e: ["е", "ε", "ᴇ", "ｅ", "é", "3"],
  h: ["һ", "ʜ", "ｈ"],
  i: ["і", "ι", "ı", "ｉ", "í"],
  k: ["к", "κ", "ᴋ", "ｋ"],
  l: ["ӏ", "ʟ", "ｌ", "ł", "1", "I"],
  m: ["м", "ᴍ", "ｍ"],
  n: ["ո", "ɴ", "ｎ", "ñ"],
  o: ["о", "ο", "ᴏ", "ｏ", "ø", "0"],
  p: ["р", "ρ", "ᴘ", "ｐ"],
  r: ["г", "ʀ", "ｒ"],
  s: ["ѕ", "ꜱ", "ｓ", "š", "5", "$"],
  t: ["т", "τ", "ᴛ", "ｔ"],
  u: ["υ", "ᴜ", "ｕ", "ü"],
  w: ["ԝ", "ᴡ", "ｗ"],
  x: ["х", "χ", "ｘ"],
  y: ["у", "ү", "ｙ"],
};

const forbidden = fc.constantFrom(...FORBIDDEN);
const brokerName = fc.constantFrom(...NAMES);
const mixedNote = fc
  .array(fc.oneof(CLEAN_SENTENCE, forbidden, fc.string({ unit: "grapheme", maxLength: 40 })), { maxLength: 12 })
  .chain((parts) => fc.constantFrom(" ", "\n", "").map((space) => parts.join(space)));

const rulesOf = (text: string) => reviewNote(text).map(({ rule }) => rule);

describe("what is published", () => {
  it("holds nothing that any rule objects to, whatever came in", () => {
    fc.assert(
      fc.property(mixedNote, (text) => {
        expect(reviewNote(publishableNote(text).text ?? "")).toEqual([]);
      }),
      RUNS,
    );
  });

  it("is left alone when it is published again", () => {
    fc.assert(
      fc.property(mixedNote, (text) => {
        const { text: note } = publishableNote(text);
        expect(publishableNote(note ?? "")).toEqual({ text: note, removed: [] });
      }),
      RUNS,
    );
  });

  it("is cut after the policy: a forbidden beginning leaves 280 characters to the rest", () => {
    fc.assert(
      fc.property(forbidden, fc.array(CLEAN_SENTENCE, { minLength: 8, maxLength: 20 }), (start, rest) => {
        const clean = rest.join(" ");
        expect(publishableNote(`${start}\n${clean}`).text).toBe(publishableNote(clean).text);
      }),
      RUNS,
    );
  });

  it("has at most 280 code points and ends in a whole grapheme", () => {
    const graphemes = fc.constantFrom("e\u0301", "क्षि", "o\u0323\u0301", "障", "n", " ");
    fc.assert(
      fc.property(fc.array(graphemes, { minLength: 100, maxLength: 400 }), (parts) => {
        const note = publishableNote(parts.join("")).text ?? "";
        const whole = parts.join("").replace(/ +/g, " ").trim();
        const boundaries = [...new Intl.Segmenter("en").segment(whole)].map(({ index }) =>
          whole.slice(0, index).trim(),
        );
        expect([...note].length).toBeLessThanOrEqual(280);
        expect(note.isWellFormed()).toBe(true);
        expect([...boundaries, whole]).toContain(note);
      }),
      RUNS,
    );
  });
});

describe("a broker's name", () => {
  it("is found with anything invisible between its letters", () => {
    const name = brokerName.chain((letters) =>
      fc.tuple(...[...letters].map((letter) => fc.constantFrom("", ...INVISIBLE).map((sign) => letter + sign))),
    );
    fc.assert(
      fc.property(name, (letters) => {
        expect(rulesOf(cleanNote(`Orders at ${letters.join("")} fail.`))).toContain("broker_name");
      }),
      RUNS,
    );
  });

  it("is found with any of its letters replaced by look-alikes", () => {
    const name = brokerName.chain((letters) =>
      fc.tuple(
        ...[...letters].map((letter) => fc.constantFrom(letter, ...(ALIKE[letter.toLowerCase()] ?? []))),
        fc.constantFrom("", "'s", "-side", " API"),
      ),
    );
    fc.assert(
      fc.property(name, (letters) => {
        expect(rulesOf(`Orders at ${letters.join("")} fail.`)).toContain("broker_name");
      }),
      { numRuns: 500 },
    );
  });

  it("is found however it is spread out or cased", () => {
    const gap = fc.constantFrom(" ", ".", "-", "_", " - ", "*", "·");
    fc.assert(
      fc.property(brokerName, gap, fc.boolean(), (name, between, shout) => {
        const spread = [...(shout ? name.toUpperCase() : name.toLowerCase())].join(between);
        expect(rulesOf(`Orders at ${spread} fail.`)).toContain("broker_name");
        expect(checkNote(`Orders at ${spread} fail.`).ok).toBe(false);
      }),
      RUNS,
    );
  });
});

describe("a plain sentence from a clean vocabulary", () => {
  it("always passes, alone and among others", () => {
    fc.assert(
      fc.property(fc.array(CLEAN_SENTENCE, { minLength: 1, maxLength: 6 }), (sentences) => {
        expect(reviewNote(sentences.join(" "))).toEqual([]);
        expect(checkNote(sentences.join(" "))).toEqual({ ok: true, note: sentences.join(" ") });
      }),
      { numRuns: 500 },
    );
  });
});
