import { rmSync } from "node:fs";
import { ensureBrowser } from "./browser";
import { ensureBuild } from "./ensure-build";
import { readGitState } from "./git-state";
import { inRoot } from "./root";
import { run } from "./run";
import { main, say, secondsSince } from "./terminal";
import { writeTestRecord } from "./test-record";
import { countReport, one, type Tally } from "./test-results";

const REPORTS = inRoot(".build", "test-reports");

async function check(): Promise<Tally> {
  const { ok } = await run("node", ["--import", "tsx", inRoot("scripts", "check.ts")], { show: true });
  return one(ok, "npm run check: see above");
}

/** The build, which integration and end-to-end tests need, is no test: only its failure counts. */
async function build(): Promise<Tally> {
  await ensureBuild();
  return { passed: 0, failed: 0, failures: [] };
}

const vitest = (project: string) => async (): Promise<Tally> => {
  const report = `${REPORTS}/${project}.json`;
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { ok } = await run("vitest", ["run", "--project", project, "--passWithNoTests", ...reporters], { show: true });
  return countReport(report, ok);
};

async function endToEnd(): Promise<Tally> {
  const report = `${REPORTS}/e2e.json`;
  const env = { CHROME_PATH: await ensureBrowser(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { ok } = await run("playwright", ["test", "--reporter=list,json", "--pass-with-no-tests"], { show: true, env });
  return countReport(report, ok);
}

const STAGES: [name: string, stage: () => Promise<Tally>][] = [
  ["check: format, lint, types", check],
  ["build", build],
  ["unit tests", vitest("unit")],
  ["integration tests on workerd and D1", vitest("integration")],
  ["end-to-end tests in a browser", endToEnd],
];

async function runStage(name: string, stage: () => Promise<Tally>): Promise<Tally> {
  const startedMs = performance.now();
  say(`${name} …`);
  const tally = await stage().catch((error: Error) => {
    console.error(error.message);
    return one(false, `${name}: ${error.message}`);
  });
  say(`${name}: ${tally.passed} passed, ${tally.failed} failed in ${secondsSince(startedMs)}`);
  return tally;
}

// `npm test`: every stage, also after a failure; what failed and the sum come last. What it was of is written down for `npm run deploy`.
await main(async () => {
  rmSync(REPORTS, { recursive: true, force: true });
  const before = await readGitState();
  const total: Tally = { passed: 0, failed: 0, failures: [] };
  for (const [name, stage] of STAGES) {
    const { passed, failed, failures } = await runStage(name, stage);
    total.passed += passed;
    total.failed += failed;
    total.failures.push(...failures);
  }
  writeTestRecord({ before, after: await readGitState() }, total);
  for (const failure of total.failures) console.log(`✗ ${failure}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
});
