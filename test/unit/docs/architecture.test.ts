import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "../../../scripts/root";
import { readDocument } from "../../support/markdown";

const PAGE = readDocument("docs/architecture.md");
const STEP = /^\| `([\w./[\]-]+)` \| .+ \| ((?:`\w+`(?:, )?)+) \|$/gm;

test("Every step of a write and of a read names functions that are in its file", () => {
  const steps = [...PAGE.matchAll(STEP)].flatMap(([, file = "", functions = ""]) =>
    [...functions.matchAll(/`(\w+)`/g)].map(([, name = ""]) => ({ file, name })),
  );
  expect(steps).not.toEqual([]);
  const isThere = (file: string, name: string) =>
    existsSync(inRoot(file)) && new RegExp(`\\b${name}\\b`).test(readFileSync(inRoot(file), "utf8"));
  expect(steps.filter(({ file, name }) => !isThere(file, name))).toEqual([]);
});

test("Every folder of lib is named", () => {
  const folders = readdirSync(inRoot("lib"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).filter((name) => name !== "generated");
  expect(names.filter((name) => !PAGE.includes(`lib/${name}`))).toEqual([]);
});
