import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inRoot } from "../../../scripts/root";
import { readPaper } from "../../support/markdown";

const PAGE = readPaper("docs/architecture.md");
const STEP = /^\| `([\w./[\]-]+)` \| .+ \| ((?:`\w+`(?:, )?)+) \|$/gm;

const steps = [...PAGE.matchAll(STEP)].map(([, file = "", functions = ""]) => ({
  file,
  names: [...functions.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ""),
}));

describe("the lives of a write and of a read", () => {
  it("are told in a page's worth of steps", () => {
    expect(steps.length).toBeGreaterThan(10);
    expect(steps.length).toBeLessThan(25);
  });

  it.each(steps)("$file has $names", ({ file, names }) => {
    const source = readFileSync(inRoot(file), "utf8");
    for (const name of names) expect(source).toMatch(new RegExp(`\\b${name}\\b`));
  });
});

describe("where to look", () => {
  const rows =
    (PAGE.split("## Where to look")[1] ?? "")
      .split("\n## ")[0]
      ?.split("\n")
      .filter((row) => /^\| [^-]/.test(row)) ?? [];
  const cells = rows.slice(1).map((row) => row.split(" | "));

  it.each(cells)("%s: %s", (_, file = "", proof = "") => {
    expect(file).toMatch(/`/);
    const tests = [...proof.matchAll(/`(test\/[^`]+)`/g)].map(([, path]) => path ?? "");
    expect(tests.length > 0 || proof.includes("npm run check")).toBe(true);
    expect(tests.filter((path) => !existsSync(inRoot(path)))).toEqual([]);
  });
});

it("every layer of lib is in the table of layers", () => {
  const table = (PAGE.split("## Layers")[1] ?? "").split("\n## ")[0] ?? "";
  const layers = readdirSync(inRoot("lib")).filter((name) => name !== "generated");
  expect(layers.filter((name) => !table.includes(`lib/${name}/`))).toEqual([]);
});
