import { describe, expect, it, test } from "vitest";
import { checkNote, publishableNote, reviewNote, wholeSentences } from "@/lib/core/note-policy/note";
import { publicNote } from "@/lib/output/note";
import fc from "../../support/fast-check";
import { ALLOWED, FORBIDDEN } from "./corpus";

const sentence = fc.constantFrom(...ALLOWED, ...FORBIDDEN);
const ticketText = fc
  .array(fc.oneof(sentence, fc.string({ unit: "grapheme" })), { maxLength: 20 })
  .map((all) => all.join(" "));

describe("publishableNote", () => {
  it("redacts before it cuts, so that a forbidden start makes room for the rest", () => {
    const text = `Alpaca is down${" again".repeat(60)}. Orders are delayed.`;
    expect(publishableNote(text).text).toBe("Orders are delayed.");
  });

  it("redacts by line and then joins the lines", () => {
    expect(publishableNote("Orders are delayed\nETA 5pm\nLogin works").text).toBe("Orders are delayed Login works");
  });

  it("finds a name that control characters hide", () => {
    expect(publishableNote("Al\u0007pa\u202eca is down.").text).toBeNull();
  });

  it.each([
    ["soon", `${"x".repeat(274)} soon after the deploy, errors rose.`],
    ["a host", `${"x".repeat(260)} https://docs.raxx.app/guides`],
  ])("does not end in %s that the cut made", (_, text) => {
    const { text: note } = publishableNote(text);
    expect(note).toMatch(/x$/);
    expect(reviewNote(note ?? "")).toEqual([]);
  });

  it("is null for an empty note", () => {
    expect(publishableNote(" \n ")).toEqual({ text: null, removed: [] });
  });

  it("gives a short note that passes the policy, for every text", () => {
    fc.assert(
      fc.property(ticketText, (text) => {
        const { text: note } = publishableNote(text);
        expect(reviewNote(note ?? "")).toEqual([]);
        expect((note ?? "").length).toBeLessThanOrEqual(280);
        expect(note).not.toBe("");
        if (note !== null) expect(publishableNote(note)).toEqual({ text: note, removed: [] });
      }),
      { numRuns: 300 },
    );
  });
});

describe("wholeSentences", () => {
  it("leaves out the sentence that the limit cuts, since its rest could break a rule", () => {
    const text = "Logins fail. We expect a fix. Orders work.";
    expect(wholeSentences(text, 22)).toBe("Logins fail. ");
    expect(wholeSentences(text, text.length)).toBe(text);
    expect(wholeSentences("x".repeat(50), 20)).toBe("");
  });
});

describe("checkNote", () => {
  it("gives the clean note", () => {
    expect(checkNote(" Login\nfails. ")).toEqual({ ok: true, note: "Login fails." });
  });

  it("gives null for an empty note", () => {
    expect(checkNote(" ")).toEqual({ ok: true, note: null });
  });

  it("does not cut a long note", () => {
    expect(checkNote("x".repeat(400))).toEqual({ ok: true, note: "x".repeat(400) });
  });

  it("names every rule that the note breaks, and the words", () => {
    expect(checkNote("Alpaca is down, ETA 5pm.")).toEqual({
      ok: false,
      violations: [
        { rule: "broker_name", words: "Alpaca" },
        { rule: "forward_looking", words: "ETA" },
      ],
    });
  });
});

test("a note that was stored without a verdict is judged on its way out", () => {
  expect(publicNote("All is well. See ticket #12345.")).toBe("All is well.");
});
