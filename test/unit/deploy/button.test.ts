import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, it } from "vitest";
import { bindingDescriptions, exampleVariables } from "@/lib/platform/settings/runbook";
import { VARIABLES, type VariableName } from "@/lib/platform/settings/variables";
import { writeForkConfig } from "../../../scripts/deploy/deploy-config";
import { inRoot } from "../../../scripts/root";

const example = readFileSync(inRoot(".dev.vars.example"), "utf8");
const declared = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));

it("the example and the form's words say what the code declares: node --import tsx scripts/env-runbook.ts", () => {
  expect(example).toBe(exampleVariables());
  expect(declared.cloudflare.bindings).toEqual(bindingDescriptions());
});

it("the example lists every secret that something needs, and holds no value", () => {
  const asked = parseEnv(example);
  const needed = (Object.keys(VARIABLES) as VariableName[]).filter(
    (name) => VARIABLES[name].secret && VARIABLES[name].severity,
  );
  expect(Object.keys(asked).sort()).toEqual(needed.sort());
  expect(Object.values(asked).filter(Boolean)).toEqual([]);
});

it("the button finds scripts to build and to deploy with", () => {
  expect(declared.scripts).toMatchObject({ build: expect.any(String), deploy: expect.any(String) });
});

it("a fork without a domain is to be seen at workers.dev, by its own commit", () => {
  const stamp = { commit: "e".repeat(40), deployedAt: "2026-11-20T10:00:00Z" };
  const config = JSON.parse(readFileSync(writeForkConfig(stamp), "utf8"));
  expect(config).toMatchObject({ name: "raxx-status-worker", workers_dev: true, main: inRoot("worker.ts") });
  expect(config.vars).toMatchObject({
    DEPLOYED_COMMIT: stamp.commit,
    FLAG_STATUS_PROBER: expect.stringMatching(/^[01]$/),
  });
  expect(config).not.toHaveProperty("env");
});
