import { readFileSync } from "node:fs";
import type { SurfaceEntry } from "../lib/schemas/registry";
import { readRegistry } from "./registry";
import { inRoot, writeIfChanged } from "./root";

const BEGIN = "<!-- options: begin; made by scripts/freescout-runbook.ts -->";
const END = "<!-- options: end -->";

/** The FreeScout runbook with the registry's surfaces as the options of the `component_tag` dropdown, and what each stands for. */
export function withOptions(runbook: string, entries: readonly SurfaceEntry[]): string {
  const [before, rest] = runbook.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error("the runbook has no place for the options");
  const options = entries.map(({ id }) => id).join("\n");
  const rows = entries.map(({ id, display_name, category }) => `| \`${id}\` | ${display_name} | ${category} |`);
  const table = ["| option | surface on the page | category |", "| --- | --- | --- |", ...rows].join("\n");
  return `${before}${BEGIN}\n\n\`\`\`text\n${options}\n\`\`\`\n\n${table}\n\n${END}${after}`;
}

// `node --import tsx scripts/freescout-runbook.ts`: the dropdown's options in the FreeScout runbook, from the registry.
if (import.meta.main) {
  const runbook = inRoot("docs", "runbooks", "freescout-setup.md");
  const entries = readRegistry(inRoot("config", "status-surfaces.yaml"));
  writeIfChanged(runbook, withOptions(readFileSync(runbook, "utf8"), entries));
}
