import { describe, expect, it } from "vitest";
import { cleanNote, cutNote } from "@/lib/core/note-policy/note";
import fc from "../../support/fast-check";

describe("cutNote", () => {
  it("leaves a short note as it is", () => {
    expect(cutNote("Login fails.")).toBe("Login fails.");
  });

  it("keeps exactly 280 characters", () => {
    expect(cutNote("x".repeat(280))).toBe("x".repeat(280));
    expect(cutNote("x".repeat(281))).toBe("x".repeat(280));
  });

  it.each([
    ["Japanese", "障害を調査中です。"],
    ["Arabic", "نحن نحقق في مشكلة. "],
    ["Devanagari", "क्षि"],
    ["decomposed accents", "e\u0301"],
  ])("cuts %s between graphemes", (_, unit) => {
    const cut = cutNote(unit.repeat(300));
    const graphemes = [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(unit.repeat(300))];
    const prefixes = graphemes.map(({ index }) => unit.repeat(300).slice(0, index).trim());
    expect(cut.length).toBeLessThanOrEqual(280);
    expect(cut.length).toBeGreaterThan(280 - unit.length - 1);
    expect(prefixes).toContain(cut);
  });

  it("gives nothing where one grapheme is longer than the limit", () => {
    expect(cutNote(`e${"\u0301".repeat(400)}`)).toBe("");
  });

  it("puts the note on one line and trims it", () => {
    expect(cutNote(" Login\r\nfails.\n\n\tOrders\u2028work. ")).toBe("Login fails. Orders work.");
  });

  it.each([
    ["control characters and bidi overrides", "a\u0000b\u001b[31mc\u007f\u202ed\u2066e\u2069\u200bf", "ab[31mcdef"],
    ["lone surrogates", "a\ud800b", "ab"],
    ["letters that can't be seen", "a\u3164b\u115fc\uffa0d", "abcd"],
    ["format characters of any script", "a\u0600b\ufff9c\u{110bd}d\u{e0041}e", "abcde"],
    ["private and unassigned ones", "a\ue000b\u0378c", "abc"],
    ["marks that are not of their letter", "a\u05b0b\u0e38c\u20ddd", "abcd"],
    ["a mark without a letter", "\u0301a", "a"],
    ["pictures, and letters in boxes", "✨ a 🅰🇦b🚧", "ab"],
    ["blank patterns", "a\u2800b", "ab"],
  ])("drops %s", (_, text, left) => {
    expect(cutNote(text).replaceAll(" ", "")).toBe(left);
  });

  it.each([
    "Los artículos: ¿qué pasó? — “así”, 50 % más, 3 × 2 €.",
    "Größe, e\u0301te\u0301, o\u0323\u0301.",
    "ログインの問題を、調査しています。「確認中」（14:02～）",
    "क्षि نحن",
    "Settings → Profile #2 [beta] <a@b> {x|y} ~10% ^ `code` \\ & * _ = +",
  ])("keeps what is written as text: %s", (text) => {
    expect(cleanNote(text)).toBe(text);
  });

  it("is short, well-formed, clean and stable for every text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => {
        const cut = cutNote(text);
        expect(cut.length).toBeLessThanOrEqual(280);
        expect(cut.isWellFormed()).toBe(true);
        expect(cut).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(cutNote(cut)).toBe(cut);
        expect(cleanNote(text).startsWith(cut)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("never makes a note longer by cleaning it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(cleanNote(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
