import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../../scripts/root";
import { markdownFiles, readDocument } from "../../support/markdown";

const CONTRACT = "docs/contract.md";
const HEADING = /^#{2,3} (\d+(?:\.\d+)?) \S/gm;
/** `contract §3.4`, or several in a row: `contract §3.4, §3.5`. */
const POINTER = /contract (§\d+(?:\.\d+)?(?:(?:, | and )§\d+(?:\.\d+)?)*)/g;
const NUMBER = /§(\d+(?:\.\d+)?)/g;

/** What pointed elsewhere once: bare sections, decisions by letter, documents that are not here. */
const OLD =
  /(?<!contract (?:§[\d.]+(?:, | and ))*)(?<!RFC \d{4} )§ ?\d|\bD(?:[2-9]|1\d|2[0-6])\b|\b[Ss]pec (?:README|§)|\b[Dd]esign card\b|\b[Tt]he RCA\b|\b[Ii]ssue \d\b|\bADR[ -]\d|◷/;

const SECTIONS = numbersIn(HEADING, readDocument(CONTRACT));

/** Every file of ours that may point at a section, by its path from the root. */
const FILES = [...sourceFiles(), ...markdownFiles()].filter((file) => file !== CONTRACT);

function sourceFiles(): string[] {
  const folders = ["app", "components", "config", "db", "lib", "scripts", "test", ".github"].filter((name) =>
    existsSync(inRoot(name)),
  );
  const inFolders = folders.flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  );
  const isSource = (name: string) =>
    /\.(?:tsx?|m[jt]s|ya?ml|toml|css)$/.test(name) && !/generated|fixtures|node_modules/.test(name);
  return [...inFolders, ...readdirSync(inRoot(), "utf8")].filter(isSource);
}

function numbersIn(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(pattern)].map(([, number]) => number ?? "");
}

/** `2.10` → 2,010, which comes after `2.9`. */
function rank(section: string): number {
  const [chapter = 0, part = 0] = section.split(".").map(Number);
  return 1_000 * chapter + part;
}

test("the contract's sections are numbered one by one, each once", () => {
  expect(SECTIONS.length).toBeGreaterThan(50);
  for (const [i, section] of SECTIONS.entries()) {
    const before = rank(SECTIONS[i - 1] ?? "0");
    expect([before + 1, before - (before % 1_000) + 1_000], section).toContain(rank(section));
  }
});

test("every section that the contract names itself is there", () => {
  const named = numbersIn(NUMBER, readDocument(CONTRACT));
  expect(named.filter((section) => !SECTIONS.includes(section))).toEqual([]);
});

test("every pointer to the contract leads to a section", () => {
  const faults = FILES.flatMap((file) =>
    numbersIn(POINTER, readDocument(file))
      .flatMap((pointer) => numbersIn(NUMBER, pointer))
      .filter((section) => !SECTIONS.includes(section))
      .map((section) => `${file}: contract §${section}`),
  );
  expect(faults).toEqual([]);
});

test("nothing points by an older name", () => {
  const isData = (file: string) => /policy\/.*sentences|docs\/contract\.test|benchmarks\.md/.test(file);
  const faults = FILES.filter((file) => !isData(file)).flatMap((file) =>
    readDocument(file)
      .split("\n")
      .flatMap((line, i) => (OLD.test(line) ? [`${file}:${i + 1}`] : [])),
  );
  expect(faults).toEqual([]);
});
