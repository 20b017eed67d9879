import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { VARIABLES } from "@/lib/platform/settings/variables";
import { withOptions } from "../../../scripts/freescout-runbook";
import { parseRegistry } from "../../../scripts/registry";
import { inRoot } from "../../../scripts/root";
import { blocksOf, markdownFiles, readDocument } from "../../support/markdown";

const { surfaces: entries } = parseRegistry(readDocument("config/status-surfaces.yaml"), "config/status-surfaces.yaml");

test("the ticket desk's options are the registry's: node --import tsx scripts/freescout-runbook.ts", () => {
  const runbook = readDocument("docs/runbooks/freescout-setup.md");
  expect(runbook).toBe(withOptions(runbook, entries));
  const options = blocksOf("docs/runbooks/freescout-setup.md").find(({ language }) => language === "text")?.text;
  expect(options?.trim().split("\n")).toHaveLength(entries.length);
});

test("every secret that has a predecessor stands in the rotation runbook", () => {
  const rotated = Object.keys(VARIABLES).filter((name) => name.endsWith("_PREVIOUS"));
  const table = readDocument("docs/runbooks/rotation.md").split("## The five steps")[0];
  for (const name of rotated) expect(table).toContain(`| \`${name.replace("_PREVIOUS", "")}\` |`);
});

test("secrets that others issue are all told of in the rotation runbook", () => {
  const [, others] = readDocument("docs/runbooks/rotation.md").split("## Secrets that others issue");
  const ours = Object.keys(VARIABLES)
    .filter((name) => name.endsWith("_PREVIOUS"))
    .map((name) => name.replace("_PREVIOUS", ""));
  for (const [name, { secret }] of Object.entries(VARIABLES))
    if (secret && !name.endsWith("_PREVIOUS") && !ours.includes(name)) expect(others).toContain(`\`${name}\``);
});

test("the entry that the surfaces runbook prints is one that the build takes", () => {
  const printed = blocksOf("docs/runbooks/surfaces.md").find(({ language }) => language === "yaml")?.text ?? "";
  const [surface] = parseRegistry(`surfaces:\n${printed.replace(/^/gm, "  ")}`, "surfaces.md").surfaces;
  expect(surface?.id).toBe("billing-portal");
});

test("log lines that runbooks print are ones that we write", () => {
  const files = readdirSync(inRoot("lib"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const source = files.map((name) => readDocument(`lib/${name}`)).join("\n");
  const printed = readdirSync(inRoot("docs", "runbooks")).flatMap((name) =>
    blocksOf(`docs/runbooks/${name}`).flatMap(({ text }) =>
      text.split("\n").filter((line) => line.startsWith('{"msg"')),
    ),
  );
  expect(printed.length).toBeGreaterThan(8);
  for (const line of printed) {
    const { msg, request_id } = JSON.parse(line);
    expect(source, line).toContain(/^[a-z_ ]+:?/i.exec(msg)?.[0]);
    expect(request_id, line).toBeDefined();
  }
});

test("No command prints a setting of Heroku's, whose CLI echoes what it sets", () => {
  const lines = markdownFiles().flatMap((file) => readDocument(file).split("\n"));
  const setting = lines.filter((line) => /heroku config:set /.test(line));
  expect(setting.length).toBeGreaterThan(3);
  expect(setting.filter((line) => !/>\/dev\/null 2>&1`?$/.test(line))).toEqual([]);
});

test("every runbook is in the index", () => {
  const index = readDocument("docs/runbooks/README.md");
  for (const name of readdirSync(inRoot("docs", "runbooks")).filter((name) => name !== "README.md"))
    expect(index).toContain(`](${name})`);
});

test("every decision is in the index", () => {
  const index = readDocument("docs/decisions/README.md");
  for (const name of readdirSync(inRoot("docs", "decisions")).filter((name) => name !== "README.md"))
    expect(index).toContain(`](${name})`);
});
