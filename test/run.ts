import { existsSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { ensureBuild } from "../scripts/ensure-build";
import { inRoot, ROOT } from "../scripts/root";
import { run } from "../scripts/run";
import { main, say, secondsSince } from "../scripts/terminal";
import { readGitState } from "../scripts/test-record";
import { ensureBrowser } from "./support/browser";
import { writeTestRecord } from "./support/test-record";

/** How a stage of the tests ended; `failures` name what failed, each in a line. */
type Tally = { passed: number; failed: number; failures: string[] };

/** What broke before it could count anything, or a check, which is one thing. */
const one = (ok: boolean, name: string): Tally => ({
  passed: ok ? 1 : 0,
  failed: ok ? 0 : 1,
  failures: ok ? [] : [name],
});

type VitestFile = {
  name: string;
  status: string;
  message: string;
  assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
};
type VitestReport = { numPassedTests: number; numFailedTests: number; testResults: VitestFile[] };

type PlaywrightSuite = { suites?: PlaywrightSuite[]; specs?: { ok: boolean; file: string; title: string }[] };
type PlaywrightReport = PlaywrightSuite & { stats: { expected: number; unexpected: number; flaky: number } };

/** Counts a Vitest or Playwright JSON report. A run that failed counts as one failure at least, also without a report. */
function countReport(file: string, ok: boolean): Tally {
  if (!existsSync(file)) return one(false, `${relative(ROOT, file)} was not written`);
  const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport | PlaywrightReport;
  const { passed, failed, failures } = "stats" in report ? ofPlaywright(report) : ofVitest(report);
  if (ok || failed > 0) return { passed, failed, failures };
  const unnamed = ["the run failed, though none of its tests did: see above"];
  return { passed, failed: 1, failures: failures.length > 0 ? failures : unnamed };
}

function ofVitest({ numPassedTests, numFailedTests, testResults }: VitestReport): Tally {
  return { passed: numPassedTests, failed: numFailedTests, failures: testResults.flatMap(failuresIn) };
}

/** A file's failed tests; or the file, where it failed before any test of it ran. */
function failuresIn({ name, status, message, assertionResults }: VitestFile): string[] {
  const file = relative(ROOT, name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  if (status === "failed" && failed.length === 0) return [`${file}: ${firstLine(message)}`];
  return failed.map(({ fullName, failureMessages }) => `${file} › ${fullName}: ${firstLine(failureMessages?.[0])}`);
}

function ofPlaywright(report: PlaywrightReport): Tally {
  const { expected, unexpected, flaky } = report.stats;
  const failures = specsOf(report).filter(({ ok }) => !ok);
  return {
    passed: expected + flaky,
    failed: unexpected,
    failures: failures.map(({ file, title }) => `${file} › ${title}`),
  };
}

const specsOf = ({ suites = [], specs = [] }: PlaywrightSuite): NonNullable<PlaywrightSuite["specs"]> => [
  ...specs,
  ...suites.flatMap(specsOf),
];

const firstLine = (text = ""): string => text.split("\n", 1)[0] ?? "";

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
