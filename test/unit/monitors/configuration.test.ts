import { expect, test } from "vitest";
import { readEnv, VARIABLES } from "@/lib/platform/env";
import { Monitors } from "@/lib/schemas/monitors";
import { readMonitors } from "@/lib/services/monitors/checks";
import { judgeNeed, judgeTokenEnd, NEEDS, type Need } from "@/lib/services/monitors/configuration";

const NEED: Need = {
  feature: "freescout-reconciler",
  title: "The FreeScout reconciler",
  variables: ["FREESCOUT_API_URL", "FREESCOUT_API_KEY"],
  severity: "warning",
};

test("a feature with everything set is well", () => {
  expect(judgeNeed(NEED, { isOn: true, isSet: () => true })).toMatchObject({ ok: true, alert: null });
});

test("a feature that is off needs nothing", () => {
  expect(judgeNeed(NEED, { isOn: false, isSet: () => false })).toMatchObject({ ok: true, alert: null });
});

test("what is missing is named", () => {
  expect(judgeNeed(NEED, { isOn: true, isSet: (name) => name === "FREESCOUT_API_URL" })).toMatchObject({
    key: "config:freescout-reconciler",
    ok: false,
    severity: "warning",
    details: { missing: ["FREESCOUT_API_KEY"] },
    alert: "Configuration: The FreeScout reconciler: FREESCOUT_API_KEY missing or malformed",
  });
});

test("no value gets into a finding", () => {
  const value = "s3cret-value-of-a-variable";
  const bindings = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, value]));
  const env = readEnv(bindings as unknown as Parameters<typeof readEnv>[0]);
  const findings = NEEDS.map((need) => judgeNeed(need, { isOn: true, isSet: (name) => env.value(name) !== null }));
  expect(JSON.stringify(findings)).not.toContain(value);
});

test("the internal write API without its token is the one critical lack, and each feature is listed once", () => {
  expect(NEEDS.filter(({ severity }) => severity === "critical").map(({ feature }) => feature)).toEqual([
    "internal-write-api",
  ]);
  expect(new Set(NEEDS.map(({ feature }) => feature)).size).toBe(NEEDS.length);
});

test.each([
  ["2027-03-01T00:00:00Z", true, "ends"],
  ["2027-03-02T00:00:00Z", false, "ends"],
  ["2027-03-31T23:59:59Z", false, "ends"],
  ["2027-04-01T00:00:00Z", false, "ended"],
])("the probes' service token that ends on 2027-04-01 is told of 30 days before: at %s", (at, ok, verb) => {
  const finding = judgeTokenEnd("2027-04-01", Date.parse(at));
  const summary = `The probes' service token ${verb} on 2027-04-01`;
  expect(finding).toMatchObject({ ok, summary, alert: ok ? null : `Configuration: ${summary}` });
});

test("without gated surfaces, and without a date, there is no end to tell of", () => {
  expect(judgeTokenEnd(null, Date.now())).toMatchObject({ ok: true, alert: null });
});

test("the shipped list of monitors is valid and names the app that was once never deployed", () => {
  expect(readMonitors().heroku_apps.map(({ name }) => name)).toContain("raxx-api-prod");
});

test.each([
  ["an app twice", { heroku_apps: [{ name: "raxx-api" }, { name: "raxx-api" }] }],
  ["an app that is a path", { heroku_apps: [{ name: "raxx/../x" }] }],
  ["a workflow that is no YAML file", { github_workflows: [{ repository: "a/b", file: "x.sh", branch: "main" }] }],
  ["a repository without an owner", { github_workflows: [{ repository: "b", file: "x.yml", branch: "main" }] }],
  ["an unknown key", { heroku_dynos: [] }],
])("a list of monitors with %s is refused", (_, change) => {
  expect(Monitors.safeParse({ ...readMonitors(), ...change }).success).toBe(false);
});
