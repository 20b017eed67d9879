import type { Row } from "./rows/row";

/** What a section of the bench found. */
export type Findings = { title: string; about: string; rows: readonly Row[] };

/** How a row fared against its target. */
export const markOf = ({ isMet }: Row): string => (isMet === null ? "" : isMet ? "✓" : "✗");

/** The findings for a terminal, in columns. */
export function tableOf(findings: readonly Findings[]): string {
  const rows = findings.flatMap((section) => section.rows);
  const whatWidth = Math.max(...rows.map(({ what }) => what.length));
  const foundWidth = Math.max(...rows.map(({ found }) => found.length));
  const lineOf = (row: Row) =>
    `${markOf(row).padEnd(2)}${row.what.padEnd(whatWidth)}  ${row.found.padEnd(foundWidth)}  ${row.target}`.trimEnd();
  return findings.map(({ title, rows }) => ["", title, ...rows.map(lineOf)].join("\n")).join("\n");
}

/** How many targets hold, for the last line. */
export function tallyOf(findings: readonly Findings[]): { held: number; missed: Row[]; budgetsMissed: Row[] } {
  const judged = findings.flatMap(({ rows }) => rows).filter(({ isMet }) => isMet !== null);
  const missed = judged.filter(({ isMet }) => !isMet);
  return { held: judged.length - missed.length, missed, budgetsMissed: missed.filter(({ isBudget }) => isBudget) };
}
