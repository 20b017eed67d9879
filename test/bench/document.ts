import type { Circumstances } from "./machine";
import { type Findings, markOf, tallyOf } from "./table";

/** How a run was made, for the document's head. */
export type Setting = Circumstances & { loadAfter: string; tool: string; command: string };

/** docs/benchmarks.md: every figure of one run, and how to have them again. */
export function documentOf(findings: readonly Findings[], setting: Setting): string {
  return `${[head(setting), tally(findings), ...findings.map(sectionOf)].join("\n\n")}\n`;
}

const head = (s: Setting): string => `# Benchmarks

Written by \`${s.command}\` on ${s.at} UTC, at commit ${s.commit}; not edited. [023](decisions/023-how-we-measure.md) says how each
figure is come by and why so.

| | |
| --- | --- |
| machine | ${s.cpu}, ${s.cores} cores, ${s.memoryGib} GiB; ${s.system} |
| load average before and after | ${s.loadBefore}; ${s.loadAfter} |
| load generator | ${s.tool}, one thread, on the same machine |
| scene | 23 surfaces, five of them in trouble and two in maintenance, 90 days of history |

Machines like this one are shared: quote ratios, not absolute figures. A ratio was measured in turns with its floor, A B A B, and is made
of medians; processor time, read from the server's process, is the steadiest of them.${isBusy(s) ? BUSY : ""}`;

/** Beforehand nothing of ours runs: more work than cores is others'. */
const isBusy = ({ loadBefore, cores }: Setting): boolean => Number.parseFloat(loadBefore) > cores;

const BUSY = `

**Others were at work on this machine meanwhile**, more than it has cores: every timing of this run is worse, and less sure, than on a quiet one.`;

function tally(findings: readonly Findings[]): string {
  const { held, missed } = tallyOf(findings);
  const lines = missed.map(({ title, what, found, target }) => `- ${title}: ${what}: ${found}; wanted ${target}`);
  const verdict =
    missed.length === 0 ? `All ${held} targets hold.` : `${held} of ${held + missed.length} targets hold.`;
  return [
    "## What holds",
    verdict,
    ...(lines.length > 0 ? [["Not held in this run:", "", ...lines].join("\n")] : []),
  ].join("\n\n");
}

function sectionOf({ title, about, rows }: Findings): string {
  const lines = rows.map((row) => `| ${cell(row.what)} | ${cell(row.found)} | ${cell(row.target)} | ${markOf(row)} |`);
  return [`## ${title}`, "", about, "", "| what | found | target | |", "| --- | --- | --- | --- |", ...lines].join(
    "\n",
  );
}

const cell = (text: string): string => text.replaceAll("|", "\\|");
