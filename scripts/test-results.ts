import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { ROOT } from "./root";

/** How a stage of the tests ended; `failures` name what failed, each in a line. */
export type Tally = { passed: number; failed: number; failures: string[] };

/** What broke before it could count anything, or a check, which is one thing. */
export const one = (ok: boolean, name: string): Tally => ({
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
export function countReport(file: string, ok: boolean): Tally {
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
