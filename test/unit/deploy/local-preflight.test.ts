import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { describeFindings, hasFailed } from "../../../scripts/deploy/finding";
import { checkLocally, type LocalState } from "../../../scripts/deploy/preflight";
import { describeRollback, readOptions, readTarget } from "../../../scripts/deploy/target";
import { readTestRecord } from "../../../scripts/test-record";
import { writeTestRecord } from "../../support/test-record";

const A = "a".repeat(40);
const B = "b".repeat(40);
const target = readTarget("production");
const folder = mkdtempSync(join(tmpdir(), "raxx-record-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const well: LocalState = {
  git: { commit: A, isClean: true },
  tests: { commit: A, isClean: true, passed: 10, failed: 0 },
  target,
  migrations: ["0001_initial.sql"],
  env: { STATUS_INTERNAL_WRITE_TOKEN: "t", FREESCOUT_WEBHOOK_SECRET: "s" },
};
const level = (state: Partial<LocalState>, what: string, isDryRun = false) =>
  checkLocally({ ...well, ...state }, isDryRun).find((finding) => finding.what === what)?.level;

describe("the preflight of a checkout", () => {
  it("is content with a clean, tested tree and the keys at hand", () => {
    expect(checkLocally(well, false).map((finding) => finding.level)).toEqual(["ok", "ok", "ok", "ok", "ok", "ok"]);
  });

  it("stops for a tree that no commit names, tests of another one, red tests, or none", () => {
    const tests = well.tests as NonNullable<LocalState["tests"]>;
    expect(level({ git: { commit: A, isClean: false } }, "commit")).toBe("failure");
    expect(level({ git: { commit: null, isClean: false } }, "commit")).toBe("failure");
    const unfit = [
      { ...tests, commit: B },
      { ...tests, isClean: false },
      { ...tests, failed: 1 },
      { ...tests, passed: 0 },
      null,
    ];
    expect(unfit.map((record) => level({ tests: record }, "tests"))).toEqual(unfit.map(() => "failure"));
    expect(level({ env: {} }, "write token")).toBe("failure");
  });

  it("only warns of it in a dry run", () => {
    const findings = checkLocally({ ...well, git: { commit: A, isClean: false }, tests: null, env: {} }, true);
    expect(hasFailed(findings)).toBe(false);
    expect(describeFindings(findings)).toContain("! tests: not run at this commit\n      → npm test");
  });

  it("stops for a secret, a stranger or a wrong value among the vars of wrangler.toml, in a dry run too", () => {
    const vars = { FLAG_STATUS_PROBER: "on", STATUS_INTERNAL_WRITE_TOKEN: "x", NOBODY_READS: "1" };
    for (const name of Object.keys(vars))
      expect(level({ target: { ...target, vars } }, name, true), name).toBe("failure");
  });
});

describe("what npm test leaves behind", () => {
  const file = join(folder, "tests.json");

  it("speaks of a commit that was clean from start to end", () => {
    const state = { commit: A, isClean: true };
    writeTestRecord({ before: state, after: state }, { passed: 3, failed: 1 }, file);
    expect(readTestRecord(file)).toMatchObject({ commit: A, isClean: true, passed: 3, failed: 1 });
    writeTestRecord({ before: { commit: B, isClean: true }, after: state }, { passed: 3, failed: 0 }, file);
    expect(readTestRecord(file)).toMatchObject({ commit: A, isClean: false });
  });

  it("is nothing where it can't be read", () => {
    expect(readTestRecord(join(folder, "none.json"))).toBeNull();
    writeFileSync(file, '{"commit": 1}');
    expect(readTestRecord(file)).toBeNull();
  });
});

it("the command line names an environment that there is", () => {
  const dryRun = { environment: "staging", isDryRun: true, takesHostname: false };
  expect(readOptions(["--env", "staging", "--dry-run"])).toEqual(dryRun);
  for (const args of [[], ["--env", "prod"], ["--env", "production", "--force"]])
    expect(() => readOptions(args)).toThrow("npm run deploy -- --env production|staging");
});

it("the way back names the version before; where there is none, it says so", () => {
  expect(describeRollback(target, "v-1")).toContain("npm run rollback -- --env production --to v-1");
  expect(describeRollback(target, null)).toContain("npx wrangler delete --env production");
});
