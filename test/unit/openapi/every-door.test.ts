import { globSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { operationsOf } from "../../support/openapi";
import { DOCUMENTS } from "./documents";

/** Doors that are no part of the API: the front page, what is not there, and older names of doors that are described. */
const NOT_DESCRIBED = [
  "",
  "/api/[...path]",
  "/internal/[...path]",
  "/internal/cache/invalidate",
  "/internal/status/invalidate",
  "/internal/status/snapshot",
];

/** Operators' own doors, behind their gate: what stands there is for our pages and scripts, and changes with them. */
const isOperators = (route: string): boolean => route.startsWith("/api/ops/") || route === "/api/status";

const routes = globSync("app/**/route.ts")
  .map((file) => dirname(file).replace(/^app/, ""))
  .filter((route) => !isOperators(route));
const templates = DOCUMENTS.flatMap(([, document]) => operationsOf(document).map(({ template }) => template));

/** Which paths a folder of app/ serves: a segment in brackets is any one, three dots are one or more. */
const patternOf = (route: string): RegExp =>
  new RegExp(
    `^${route
      .replace(/[.]/g, "\\.")
      .replace(/\[\\\.\\\.\\\.\w+\]/g, ".+")
      .replace(/\[\w+\]/g, "[^/]+")}$`,
  );

describe("every door of app/", () => {
  it.each(routes.filter((route) => !NOT_DESCRIBED.includes(route)))("%s is described", (route) => {
    expect(templates.some((template) => patternOf(route).test(template))).toBe(true);
  });

  it("that is left out is there", () => {
    expect(routes).toEqual(expect.arrayContaining(NOT_DESCRIBED));
  });
});

it("describes no door that is not there", () => {
  const here = routes.filter((route) => !NOT_DESCRIBED.includes(route)).map(patternOf);
  const files = globSync("public/*").map((file) => file.replace(/^public/, ""));
  for (const template of templates)
    expect(files.includes(template) || here.some((pattern) => pattern.test(template)), template).toBe(true);
});
