import { describe, expect, it } from "vitest";
import words from "@/config/copy-policy.json";
import { reviewNote } from "@/lib/core/note-policy/note";
import { compilePolicy } from "@/lib/core/note-policy/note-policy";
import { ALLOWED } from "./allowed-sentences";
import { FORBIDDEN } from "./forbidden-sentences";

describe("reviewNote", () => {
  it.each(ALLOWED)("allows %j", (text) => {
    expect(reviewNote(text)).toEqual([]);
  });

  it.each(FORBIDDEN)("finds %s in %j", (rule, text) => {
    expect(reviewNote(text).map((violation) => violation.rule)).toContain(rule);
  });

  it.each(FORBIDDEN.filter(([rule]) => rule === "broker_name" || rule === "forward_looking"))(
    "finds only %s in %j",
    (rule, text) => {
      const others = reviewNote(text).filter(
        (violation) => violation.rule !== rule && violation.words !== "Public.com",
      );
      expect(others).toEqual([]);
    },
  );

  it("names the words as the author wrote them", () => {
    expect(reviewNote("Sorry: Al\u200Bpaca’s API, ask ops@raxx.app (ETA 5pm).")).toEqual([
      { rule: "broker_name", words: "Al\u200Bpaca" },
      { rule: "email_address", words: "ops@raxx.app" },
      { rule: "forward_looking", words: "ETA" },
    ]);
  });

  it("names the same words once", () => {
    expect(reviewNote("ETA? No ETA.")).toEqual([{ rule: "forward_looking", words: "ETA" }]);
  });

  it("reads the word lists that it is given", () => {
    const policy = compilePolicy({
      ...words,
      broker_names: { anywhere: ["Acme Trade"], whole_word: [], as_written: [] },
      public_hosts: ["example.com"],
    });
    expect(reviewNote("acme-trade and Alpaca: see example.com, not raxx.app", policy)).toEqual([
      { rule: "broker_name", words: "acme-trade" },
      { rule: "internal_host", words: "raxx.app" },
    ]);
  });
});
