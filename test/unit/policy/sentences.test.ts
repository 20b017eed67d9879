import { describe, expect, it } from "vitest";
import { checkNote, cleanNote, publishableNote, reviewNote } from "@/lib/core/note-policy/note";
import type { NoteRule } from "@/lib/core/note-policy/note-policy";
import * as addresses from "./sentences/addresses";
import { ALLOWED } from "./sentences/allowed";
import * as brokerNames from "./sentences/broker-names";
import * as credentials from "./sentences/credentials";
import * as hosts from "./sentences/hosts";
import * as promises from "./sentences/promises";
import * as tickets from "./sentences/tickets";
import * as traces from "./sentences/traces";
import * as translated from "./sentences/translated";
import * as trials from "./sentences/trials";

const CORPUS: [NoteRule, { FORBIDDEN: string[]; NEAR_MISSES: string[] }][] = [
  ["broker_name", brokerNames],
  ["credential", credentials],
  ["internal_host", hosts],
  ["email_address", addresses],
  ["ticket_reference", tickets],
  ["stack_trace", traces],
  ["forward_looking", promises],
  ["forward_looking", translated],
];
const BEFORE = "Logins fail.";
const AFTER = "We are investigating.";

const forbidden = CORPUS.flatMap(([rule, { FORBIDDEN }]) => FORBIDDEN.map((text): [NoteRule, string] => [rule, text]));
const nearMisses = CORPUS.flatMap(([, { NEAR_MISSES }]) => NEAR_MISSES);
const passing = [...ALLOWED, ...trials.ALLOWED, ...nearMisses];

describe("the corpus", () => {
  it("is large, and says nothing twice", () => {
    const all = [...forbidden.map(([, text]) => text), ...passing];
    expect(new Set(all).size).toBe(all.length);
    expect(forbidden.length).toBeGreaterThanOrEqual(300);
    expect(nearMisses.length).toBeGreaterThanOrEqual(150);
    expect(ALLOWED.length).toBeGreaterThanOrEqual(100);
  });
});

describe("a sentence that breaks a rule", () => {
  it.each(forbidden)("breaks %s: %j", (rule, text) => {
    expect(reviewNote(text).map((violation) => violation.rule)).toContain(rule);
  });

  it.each(forbidden)("is refused by %s when an operator writes it: %j", (rule, text) => {
    const checked = checkNote(text);
    const words = checked.ok ? [] : checked.violations.filter((violation) => violation.rule === rule);
    expect(words).not.toEqual([]);
    for (const violation of words) expect(cleanNote(text)).toContain(violation.words);
  });

  it.each(forbidden)("is left out of a ticket's note by %s, and nothing else is: %j", (rule, text) => {
    const { text: left, removed } = publishableNote(`${BEFORE}\n${text}\n${AFTER}`);
    expect(left).toBe(`${BEFORE} ${AFTER}`);
    expect(removed.map((sentence) => sentence.rule)).toContain(rule);
  });
});

describe("a sentence that was written to try the rules", () => {
  it.each(trials.FORBIDDEN)("is refused: %j", (text) => {
    expect(checkNote(text).ok).toBe(false);
    expect(publishableNote(`${BEFORE}\n${text}\n${AFTER}`).text).toBe(`${BEFORE} ${AFTER}`);
  });
});

describe("a sentence that breaks no rule", () => {
  it.each(passing)("passes: %j", (text) => {
    expect(reviewNote(text)).toEqual([]);
    expect(publishableNote(text)).toEqual({ text, removed: [] });
  });
});
