import { existsSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { ensureBuild } from "../scripts/ensure-build";
import { inRoot, ROOT } from "../scripts/root";
import { run } from "../scripts/run";
import { main, say, secondsSince } from "../scripts/terminal";
import { readGitState } from "../scripts/test-record";
import { ensureBrowser } from "./support/browser";
import type { FileTime } from "./support/file-times";
import { writeTestRecord } from "./support/test-record";

/** How a stage of the tests ended; `failures` name what failed, each in a line, and `times` how long each file took. */
type Tally = { passed: number; failed: number; failures: string[]; times?: FileTime[] };

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

type PlaywrightSpec = { ok: boolean; file: string; title: string; tests: { results: { duration: number }[] }[] };
type PlaywrightSuite = { suites?: PlaywrightSuite[]; specs?: PlaywrightSpec[] };
type PlaywrightReport = PlaywrightSuite & { stats: { expected: number; unexpected: number; flaky: number } };

/** Counts a Vitest or Playwright JSON report. A run that failed counts as one failure at least, also without a report. */
function countReport(file: string, ok: boolean): Tally {
  if (!existsSync(file)) return one(false, `${relative(ROOT, file)} was not written`);
  const report = JSON.parse(readFileSync(file, "utf8")) as VitestReport | PlaywrightReport;
  const tally = "stats" in report ? ofPlaywright(report) : ofVitest(report);
  if (ok || tally.failed > 0) return tally;
  const unnamed = ["the run failed, though none of its tests did: see above"];
  return { ...tally, failed: 1, failures: tally.failures.length > 0 ? tally.failures : unnamed };
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
  const specs = specsOf(report);
  return {
    passed: expected + flaky,
    failed: unexpected,
    failures: specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file} › ${title}`),
    times: [...Map.groupBy(specs, ({ file }) => file)].map(([file, ofFile]) => ({
      file: `test/e2e/${file}`,
      ms: ofFile.flatMap(({ tests }) => tests.flatMap(({ results }) => results)).reduce((ms, r) => ms + r.duration, 0),
    })),
  };
}

const specsOf = ({ suites = [], specs = [] }: PlaywrightSuite): PlaywrightSpec[] => [
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
  const [report, timesFile] = [`${REPORTS}/${project}.json`, `${REPORTS}/${project}-times.json`];
  const reporters = ["default", "json", "./test/support/file-times.ts"].map((name) => `--reporter=${name}`);
  const args = ["run", "--project", project, "--passWithNoTests", ...reporters, `--outputFile.json=${report}`];
  const { ok } = await run("vitest", args, { show: true, env: { TEST_TIMES: timesFile } });
  const times: FileTime[] = existsSync(timesFile) ? JSON.parse(readFileSync(timesFile, "utf8")) : [];
  return { ...countReport(report, ok), times };
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

const SLOWEST = 10;

/** The slowest files, each in a line. */
const listSlowest = (times: readonly FileTime[]): string[] =>
  times
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, SLOWEST)
    .map(({ file, ms }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${file}`);

// `npm test`: every stage, also after a failure; the slowest files, what failed and the sum come last. What it was of is written down for `npm run deploy`.
await main(async () => {
  rmSync(REPORTS, { recursive: true, force: true });
  const before = await readGitState();
  const total = { passed: 0, failed: 0, failures: [] as string[], times: [] as FileTime[] };
  for (const [name, stage] of STAGES) {
    const { passed, failed, failures, times = [] } = await runStage(name, stage);
    total.passed += passed;
    total.failed += failed;
    total.failures.push(...failures);
    total.times.push(...times);
  }
  writeTestRecord({ before, after: await readGitState() }, total);
  console.log(`the ${SLOWEST} slowest test files:`);
  for (const line of listSlowest(total.times)) console.log(line);
  for (const failure of total.failures) console.log(`✗ ${failure}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
});
