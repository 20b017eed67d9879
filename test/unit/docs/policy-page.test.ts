import { expect, test } from "vitest";
import english from "@/config/note-templates/en.json" with { type: "json" };
import { reviewNote } from "@/lib/core/note-policy/note";
import { noteTemplatesSchema } from "@/lib/schemas/note-templates";
import { blocksOf, readDocument } from "../../support/markdown";

const PAGE = "docs/runbooks/incident-communication.md";

const rows = [...readDocument(PAGE).matchAll(/^\| (.+) \| `(\w+)` \| (.+) \|$/gm)].map(([, no, rule, yes]) => ({
  no,
  rule,
  yes,
}));
const listed = blocksOf(PAGE)
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

test("the page lists the English templates, by phase", () => {
  const { several_surfaces: _, ...templates } = english;
  expect(listed).toEqual(Object.values(templates).flat());
});

test.each([
  ["{surface} works since {tme}.", "{tme} is no blank"],
  ["{surface} should be back soon.", "forward_looking"],
  ["", "must have 1 to 280 characters"],
  [`{surface}${" has failed".repeat(25)}`, "must have 1 to 280 characters"],
])("the build refuses the template “%s”", (template, why) => {
  const checked = noteTemplatesSchema("Order entry").safeParse({ ...english, monitoring: [template] });
  expect(checked.error?.issues.map(({ path, message }) => [path.join("."), message])).toContainEqual([
    "monitoring.0",
    expect.stringContaining(why),
  ]);
});

test("sentences that the page quotes as good are", () => {
  const quoted = [...readDocument(PAGE).matchAll(/"([A-Z][^"…]+\.)"/g)].map(([, sentence]) => sentence ?? "");
  expect(quoted.length).toBeGreaterThan(2);
  expect(quoted.filter((sentence) => breaks(sentence).length > 0)).toEqual([]);
});
