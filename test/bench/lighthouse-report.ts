/** What we read of Lighthouse's own report. */
export type Report = {
  lighthouseVersion: string;
  categories: Record<string, { title: string; score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null; displayValue?: string }>;
};

/** The least that is asked for, category by category (contract §10.4). */
const MARKS: Record<string, number> = { performance: 100, accessibility: 100, "best-practices": 100, seo: 100 };

const percent = (score: number | null | undefined): number => Math.round((score ?? 0) * 100);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

type Line = { category: string; runs: number[]; median: number; mark: number; failing: string[] };

/** The audits below full marks in any run, by title, and with what they measured in the first such run. */
function failingOf(category: string, reports: readonly Report[]): string[] {
  const found = new Map<string, string>();
  for (const { categories, audits } of reports)
    for (const { id } of categories[category]?.auditRefs ?? []) {
      const { title = id, score = null, displayValue = "" } = audits[id] ?? {};
      if (score !== null && score < 1 && !found.has(id))
        found.set(id, `${id}: ${title} ${displayValue} (${percent(score)})`);
    }
  return [...found.values()];
}

/** All runs in one, each category by its median. */
export function summarizeRuns(reports: readonly Report[]) {
  const lines: Line[] = Object.entries(MARKS).map(([category, mark]) => {
    const runs = reports.map(({ categories }) => percent(categories[category]?.score));
    return { category, runs, median: median(runs), mark, failing: failingOf(category, reports) };
  });
  const isGood = lines.every((line) => line.median >= line.mark);
  return { lighthouse: reports[0]?.lighthouseVersion, isGood, lines };
}

/** The record as a table for a terminal, the audits that fail below it. */
export function tableOf({ lighthouse, lines }: ReturnType<typeof summarizeRuns>): string {
  const rows = lines.map(
    ({ category, median: score, mark, runs }) =>
      `${category.padEnd(16)}${String(score).padStart(6)}${`≥ ${mark}`.padStart(8)}   ${runs.join(", ")}`,
  );
  const failing = lines.flatMap((line) => line.failing.map((audit) => `  ${line.category}: ${audit}`));
  const head = `${`Lighthouse ${lighthouse}`.padEnd(16)}  median    mark   runs`;
  return [head, ...rows, ...(failing.length > 0 ? ["Audits below full marks:", ...failing] : [])].join("\n");
}
