import { expect, test } from "vitest";
import { reviewNote } from "@/lib/core/note-policy/note";
import { blocksOf, readDocument } from "../../support/markdown";

const PAGE = "docs/runbooks/incident-communication.md";
const MAX_CHARS = 280;

const rows = [...readDocument(PAGE).matchAll(/^\| (.+) \| `(\w+)` \| (.+) \|$/gm)].map(([, no, rule, yes]) => ({
  no,
  rule,
  yes,
}));
const templates = blocksOf(PAGE)
  .filter(({ language }) => language === "text")
  .flatMap(({ text }) => text.trim().split("\n"));

const breaks = (note: string): string[] => reviewNote(note).map(({ rule }) => rule);

test("Every bad example of the page breaks its rule, and its alternative none", () => {
  const wrong = rows.filter(({ no = "", rule = "", yes = "" }) => !breaks(no).includes(rule) || breaks(yes).length > 0);
  expect(wrong).toEqual([]);
});

test("the page has an example of every rule", () => {
  expect(new Set(rows.map(({ rule }) => rule)).size).toBe(7);
});

test("Every template of the page passes, and fits", () => {
  const notes = templates.map((note) => note.replaceAll("{What}", "Order entry").replaceAll("{time}", "14:05 UTC"));
  expect(notes.length).toBeGreaterThan(5);
  expect(notes.filter((note) => /[{}]/.test(note) || breaks(note).length > 0 || note.length > MAX_CHARS)).toEqual([]);
});

test("sentences that the page quotes as good are", () => {
  const quoted = [...readDocument(PAGE).matchAll(/"([A-Z][^"…]+\.)"/g)].map(([, sentence]) => sentence ?? "");
  expect(quoted.length).toBeGreaterThan(2);
  expect(quoted.filter((sentence) => breaks(sentence).length > 0)).toEqual([]);
});
