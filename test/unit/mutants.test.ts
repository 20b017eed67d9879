import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../scripts/root";
import { breakText } from "../mutants/mutant";
import { MUTANTS } from "../mutants/mutants";

test("every mutant's text stands once in its file, and its replacement changes it", () => {
  const rotten = MUTANTS.flatMap((mutant) => {
    const text = readFileSync(inRoot(mutant.file), "utf8");
    try {
      return breakText(mutant, text) === text ? [`${mutant.file}: ${mutant.find} is replaced by itself`] : [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
  expect(rotten).toEqual([]);
});

test("the list has 60 mutants or more", () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(60);
});
