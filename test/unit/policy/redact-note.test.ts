import { describe, expect, it } from "vitest";
import { redactNote, reviewNote } from "@/lib/core/note-policy/note";
import fc from "../../support/fast-check";
import { ALLOWED, FORBIDDEN } from "./corpus";

const fragment = fc.oneof(
  fc.constantFrom(...ALLOWED, ...FORBIDDEN),
  fc.constantFrom(
    "Snap",
    "Trade",
    "Al",
    "paca",
    "will",
    "be",
    "restored",
    "by",
    "expected",
    "to",
    "ETA",
    "1",
    "@",
    "raxx",
  ),
  fc.constantFrom(".", " ", "\n", "。", "؟", "/", ":", "-", "\u200b", "\u0000", "\ud800", "e.g. ", "\u202e"),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const note = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(""));

describe("redactNote", () => {
  it("leaves a clean note as it is", () => {
    expect(redactNote("Login fails. We are investigating.")).toEqual({
      text: "Login fails. We are investigating.",
      removed: [],
    });
  });

  it("leaves out the sentence in the middle", () => {
    expect(redactNote("Orders are delayed. Alpaca is rejecting them. We are investigating.")).toEqual({
      text: "Orders are delayed. We are investigating.",
      removed: [{ rule: "broker_name", sentence: "Alpaca is rejecting them." }],
    });
  });

  it("names each rule that a sentence breaks", () => {
    expect(redactNote("Alpaca will be back soon. Orders are delayed.").removed).toEqual([
      { rule: "broker_name", sentence: "Alpaca will be back soon." },
      { rule: "forward_looking", sentence: "Alpaca will be back soon." },
    ]);
  });

  it("gives null when nothing is left", () => {
    expect(redactNote("ETA 5pm.").text).toBeNull();
    expect(redactNote("  \n ").text).toBeNull();
  });

  it.each([
    ["raxx.app is slow. Alpaca is down.", "raxx.app is slow."],
    ["Use status.raxx.app today. ETA 5pm.", "Use status.raxx.app today."],
    ["Some pages fail, e.g. Alpaca Login. Orders work.", "Orders work."],
    ["Version 3.5 is out. ETA 5pm", "Version 3.5 is out."],
    ["Orders work\nETA 5pm\nLogin fails", "Orders work\nLogin fails"],
    ["ログインに失敗します。Alpacaの障害です。調査中です。", "ログインに失敗します。調査中です。"],
    ["هل هناك مشكلة؟ ETA غدا؟ نعم.", "هل هناك مشكلة؟ نعم."],
    ["Is it slow? Yes! ETA soon… Fine.", "Is it slow? Yes! Fine."],
    ['He said "orders fail." ETA 5pm.', 'He said "orders fail."'],
    ["Login fails since 9 a.m. Alpaca is down. OK.", "Login fails since 9 a.m. OK."],
    ["Latency is 150 ms. Alpaca is down.", "Latency is 150 ms."],
  ])("cuts %j down to %j", (text, left) => {
    expect(redactNote(text).text).toBe(left);
  });

  it("leaves out both sentences that a finding spans", () => {
    expect(redactNote("Orders work.\nSnap\nTrade fails.").text).toBe("Orders work.");
  });

  it("finds what only appears once a sentence is gone", () => {
    const { text } = redactNote("Orders work.\nSnap\nETA 5pm.\nTrade fails.");
    expect(text).toBe("Orders work.");
  });

  it("keeps nothing that reviewNote objects to", () => {
    fc.assert(
      fc.property(note, (text) => {
        const { text: left } = redactNote(text);
        expect(left === null ? [] : reviewNote(left)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(note, (text) => {
        const { text: left } = redactNote(text);
        if (left !== null) expect(redactNote(left)).toEqual({ text: left, removed: [] });
      }),
      { numRuns: 300 },
    );
  });
});
