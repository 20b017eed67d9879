import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LIMITS } from "@/lib/platform/rate-limits";
import { CONFIGURATION } from "@/lib/platform/settings/configuration";
import { environmentRunbook } from "@/lib/platform/settings/runbook";
import { VARIABLES } from "@/lib/platform/settings/variables";
import { NEEDS } from "@/lib/services/monitors/configuration";
import { inRoot } from "../../../scripts/root";

const RUNBOOK = inRoot("docs", "runbooks", "env-bootstrap.md");

test("the runbook says what the code declares: node --import tsx scripts/env-runbook.ts", () => {
  expect(readFileSync(RUNBOOK, "utf8")).toBe(environmentRunbook());
});

test("every variable and binding is listed once, with a command, and stands in the runbook", () => {
  const names = CONFIGURATION.map(({ name }) => name);
  expect(names.toSorted()).toEqual(
    [...Object.keys(VARIABLES), "DB", "STATUS_SNAPSHOT", ...LIMITS, "ASSETS"].toSorted(),
  );
  const text = readFileSync(RUNBOOK, "utf8");
  for (const { name, command } of CONFIGURATION) {
    expect(text.split(`| \`${name}\` |`)).toHaveLength(2);
    expect(command).not.toBe("");
  }
});

test("wrangler.toml binds what is declared, and nothing that only the launcher has", () => {
  const toml = readFileSync(inRoot("wrangler.toml"), "utf8");
  const names = [...toml.matchAll(/^(?:binding|(?<=ratelimits\]\]\n)name) = "(\w+)"/gm)].map(([, name]) => name);
  const bound = [...new Set(names)];
  const declared = CONFIGURATION.filter(({ kind }) => kind === "binding").map(({ name }) => name);
  expect(bound.toSorted()).toEqual(declared.toSorted());
  expect(toml).not.toMatch(/\b(?:LOCAL|EDGE|OPS_LOCAL_OPERATOR)\b/);
});

test("what the nightly check calls missing is what is declared as needed", () => {
  const needed = CONFIGURATION.filter(({ kind, severity }) => kind !== "binding" && severity !== null);
  expect([...new Set(NEEDS.flatMap(({ variables }) => variables))].toSorted()).toEqual(
    needed.map(({ name }) => name).toSorted(),
  );
});

test("no command holds a value", () => {
  const made = '="$(openssl rand -hex 32)"'; // into the vault, unseen
  for (const { command } of CONFIGURATION) expect(command.replace(made, "")).not.toMatch(/--var|=\S/);
});
