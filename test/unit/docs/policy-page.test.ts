import { expect, test } from "vitest";
import { reviewNote } from "@/lib/core/note-policy/note";
import { blocksOf, readPaper } from "../../support/markdown";

const PAGE = "docs/runbooks/incident-communication.md";
const MAX_CHARS = 280;

const rows = [...readPaper(PAGE).matchAll(/^\| (.+) \| `(\w+)` \| (.+) \|$/gm)].map(([, no, rule, yes]) => ({
  no,
  rule,
  yes,
}));
const templates = blocksOf(PAGE)
  .filter(({ language }) => language === "text")
  .flatMap(({ text }) => text.trim().split("\n"));

test.each(rows)("$no is refused as $rule, and its alternative is not", ({ no = "", rule, yes = "" }) => {
  expect(reviewNote(no).map((violation) => violation.rule)).toContain(rule);
  expect(reviewNote(yes)).toEqual([]);
});

test("the page has an example of every rule", () => {
  expect(new Set(rows.map(({ rule }) => rule)).size).toBe(7);
});

test.each(templates)("the template %j passes, and fits", (template) => {
  const note = template.replaceAll("{What}", "Order entry").replaceAll("{time}", "14:05 UTC");
  expect(note).not.toMatch(/[{}]/);
  expect(reviewNote(note)).toEqual([]);
  expect(note.length).toBeLessThanOrEqual(MAX_CHARS);
});

test("sentences that the page quotes as good are", () => {
  const quoted = [...readPaper(PAGE).matchAll(/"([A-Z][^"…]+\.)"/g)].map(([, sentence]) => sentence ?? "");
  expect(quoted.length).toBeGreaterThan(2);
  for (const sentence of quoted) expect(reviewNote(sentence), sentence).toEqual([]);
});
