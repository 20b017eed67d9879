import type { SurfaceEntry } from "../lib/schemas/registry";

const BEGIN = "<!-- options: begin; made by scripts/freescout-runbook.ts -->";
const END = "<!-- options: end -->";

/** The options of FreeScout's `component_tag` dropdown, one a line as its form takes them: a surface's id each (§5b). */
const optionsOf = (entries: readonly SurfaceEntry[]): string => entries.map(({ id }) => id).join("\n");

/** What each option stands for on the page. */
const namesOf = (entries: readonly SurfaceEntry[]): string =>
  entries.map(({ id, display_name, category }) => `| \`${id}\` | ${display_name} | ${category} |`).join("\n");

/** The FreeScout runbook with the registry's surfaces as its options. */
export function withOptions(runbook: string, entries: readonly SurfaceEntry[]): string {
  const [before, rest] = runbook.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error("the runbook has no place for the options");
  const options = `${BEGIN}\n\n\`\`\`text\n${optionsOf(entries)}\n\`\`\`\n\n`;
  const table = `| option | surface on the page | category |\n| --- | --- | --- |\n${namesOf(entries)}\n\n`;
  return `${before}${options}${table}${END}${after}`;
}
