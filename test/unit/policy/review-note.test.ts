import { describe, expect, it } from "vitest";
import lists from "@/config/copy-policy.json" with { type: "json" };
import { reviewNote } from "@/lib/core/note-policy/note";
import { compilePolicy } from "@/lib/core/note-policy/note-policy";
import { NotePolicyWords } from "@/lib/core/note-policy/word-lists-schema";

const words = NotePolicyWords.parse(lists);

describe("reviewNote", () => {
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
      broker_names: { anywhere: ["Acme Trade"], whole_word: [], as_written: [], allowed: [] },
      public_hosts: ["example.com"],
    });
    expect(reviewNote("acme-trade and Alpaca: see example.com, not raxx.app", policy)).toEqual([
      { rule: "broker_name", words: "acme-trade" },
      { rule: "internal_host", words: "raxx.app" },
    ]);
  });

  it("reads lists that are empty of brokers and phrases", () => {
    const none = { phrases: [], allowed: [] };
    const empty = {
      ...words,
      broker_names: { anywhere: [], whole_word: [], as_written: [], allowed: [] },
      forward_looking: none,
    };
    expect(reviewNote("Alpaca is down.", compilePolicy({ ...empty, translated_promises: { es: none } }))).toEqual([]);
  });
});

it.each([
  ["a list that no rule reads", { ...words, brokers: [] }],
  ["a missing list", { ...words, ticket_words: undefined }],
  ["a word twice", { ...words, public_hosts: ["raxx.app", "raxx.app"] }],
  ["space around a word", { ...words, public_hosts: [" raxx.app"] }],
  ["an empty word", { ...words, internal_names: [""] }],
  ["a language that is none", { ...words, translated_promises: { english: words.forward_looking } }],
])("The word lists may not hold %s", (_, given) => {
  expect(NotePolicyWords.safeParse(given).success).toBe(false);
});
