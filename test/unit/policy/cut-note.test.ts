import { describe, expect, it } from "vitest";
import { cleanNote, cutNote } from "@/lib/core/note-policy/note";
import fc from "../../support/fast-check";

const FAMILY = "👨‍👩‍👧‍👦";

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
    ["emoji", "🚧"],
    ["emoji sequence", FAMILY],
    ["flags", "🇯🇵"],
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

  it("strips control characters, bidi overrides and lone surrogates", () => {
    expect(cutNote("a\u0000b\u001b[31mc\u007f\u202ed\u2066e\u2069\u200bf")).toBe("ab[31mcdef");
    expect(cutNote("a\ud800b")).toBe("a\ufffdb");
  });

  it("keeps the joiners of emoji and Persian", () => {
    expect(cutNote(`${FAMILY} می\u200cشود`)).toBe(`${FAMILY} می\u200cشود`);
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
