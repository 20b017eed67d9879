import { describe, expect, it } from "vitest";
import lists from "@/config/copy-policy.json" with { type: "json" };
import { reviewNote } from "@/lib/core/note-policy/note";
import { compilePolicy } from "@/lib/core/note-policy/note-policy";
import { NotePolicyWords } from "@/lib/core/note-policy/word-lists";

const words = NotePolicyWords.parse(lists);

const { anywhere, whole_word, as_written } = words.broker_names;
const rulesOf = (text: string) => reviewNote(text).map(({ rule }) => rule);

describe("the word lists", () => {
  it.each([
    ["a list that no rule reads", { ...words, brokers: [] }],
    ["a missing list", { ...words, ticket_words: undefined }],
    ["a word twice", { ...words, public_hosts: ["raxx.app", "raxx.app"] }],
    ["space around a word", { ...words, public_hosts: [" raxx.app"] }],
    ["an empty word", { ...words, internal_names: [""] }],
    ["a language that is none", { ...words, translated_promises: { english: words.forward_looking } }],
  ])("may not hold %s", (_, lists) => {
    expect(NotePolicyWords.safeParse(lists).success).toBe(false);
  });

  it.each([...anywhere, ...whole_word, ...as_written])("make the broker %j one", (name) => {
    expect(rulesOf(`Orders at ${name} fail.`)).toContain("broker_name");
  });

  it.each(words.forward_looking.phrases)("make %j a promise", (phrase) => {
    expect(rulesOf(`Service ${phrase} noon.`)).toContain("forward_looking");
  });

  it.each(Object.values(words.translated_promises).flatMap(({ phrases }) => phrases))("make %j a promise", (phrase) => {
    const said = phrase
      .replace("…", "a b c")
      .replace("*", "")
      .replace("{time}", "17:00")
      .replace("{span}", "20 minutos");
    expect(rulesOf(`(${said})`)).toContain("forward_looking");
  });

  it.each(words.trace_phrases)("make %j part of a trace", (phrase) => {
    expect(rulesOf(`Log: ${phrase} x`)).toContain("stack_trace");
  });

  it.each(words.internal_names)("make %j internal", (name) => {
    expect(rulesOf(`Restarted ${name}.`)).toContain("internal_host");
  });

  it.each(words.public_hosts)("leave %j public", (host) => {
    expect(reviewNote(`See https://${host}/ or ${host}.`)).toEqual([]);
  });

  it.each(words.public_addresses)("leave %j public", (address) => {
    expect(reviewNote(`Write to ${address}.`)).toEqual([]);
  });

  it("may be empty of brokers and phrases", () => {
    const none = { phrases: [], allowed: [] };
    const empty = { ...words, broker_names: { anywhere: [], whole_word: [], as_written: [] }, forward_looking: none };
    expect(reviewNote("Alpaca is down.", compilePolicy({ ...empty, translated_promises: { es: none } }))).toEqual([]);
  });
});
