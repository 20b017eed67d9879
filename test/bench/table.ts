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

/** A row that does not hold, and where it stands. */
type Missed = Row & { title: string };

/** How many targets hold, and which don't. */
export function tallyOf(findings: readonly Findings[]): { held: number; missed: Missed[]; budgetsMissed: Missed[] } {
  const rows = findings.flatMap((section) => section.rows.map((row) => ({ ...row, title: section.title })));
  const missed = rows.filter(({ isMet }) => isMet === false);
  const held = rows.filter(({ isMet }) => isMet === true).length;
  return { held, missed, budgetsMissed: missed.filter(({ isBudget }) => isBudget) };
}
