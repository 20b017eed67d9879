import { existsSync, readFileSync } from "node:fs";

/** How a stage of the tests ended. */
export type Tally = { passed: number; failed: number };

/** A stage that broke before it could count anything, or a check, which is one thing. */
export const one = (ok: boolean): Tally => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

type VitestReport = { numPassedTests: number; numFailedTests: number };
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number } };

/** Counts a Vitest or Playwright JSON report. A run that failed counts as one failure at least, also without a report. */
export function countReport(file: string, ok: boolean): Tally {
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as VitestReport | PlaywrightReport) : null;
  const atLeast = ok && report ? 0 : 1;
  if (!report) return { passed: 0, failed: atLeast };
  const [passed, failed] =
    "stats" in report
      ? [report.stats.expected + report.stats.flaky, report.stats.unexpected]
      : [report.numPassedTests, report.numFailedTests];
  return { passed, failed: Math.max(failed, atLeast) };
}
