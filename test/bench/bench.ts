import { writeFileSync } from "node:fs";
import { inRoot } from "../../scripts/root";
import { main, PlainError, say, secondsSince } from "../../scripts/terminal";
import { documentOf } from "./document";
import { ensureWrk } from "./load/wrk";
import { loadNow, lookAround } from "./machine";
import { readOptions } from "./options";
import type { BenchRun } from "./rows/bench-run";
import { SECTIONS } from "./sections";
import { startBusyServer } from "./server/busy-server";
import { type Findings, tableOf, tallyOf } from "./table";

async function measure(names: readonly string[], run: BenchRun): Promise<Findings[]> {
  const findings: Findings[] = [];
  for (const name of names) {
    const section = SECTIONS[name];
    if (!section) continue;
    const startedMs = performance.now();
    say(`${section.title} (load ${loadNow()})`);
    const { title, about } = section;
    findings.push({ title, about, rows: await section.measure(run) });
    say(`  ${secondsSince(startedMs)}`);
  }
  return findings;
}

/** Timings are the machine's as well as ours; what is counted is ours alone. */
function judge(findings: readonly Findings[], isStrict: boolean): void {
  const { held, missed, budgetsMissed } = tallyOf(findings);
  console.log(`\n${held} of ${held + missed.length} targets hold; ${budgetsMissed.length} budgets are missed.`);
  const counted = isStrict ? missed : budgetsMissed;
  if (counted.length > 0) throw new PlainError(counted.map(({ what, found }) => `${what}: ${found}`).join("\n"));
}

// `npm run bench`: what the built server holds, beside a floor that is measured in the same minutes.
await main(async () => {
  const { names, isStrict, isWritten, ...options } = readOptions();
  const tool = await ensureWrk();
  const around = await lookAround();
  say(`Load from ${tool}, one thread`);
  const busy = await startBusyServer();
  const run = {
    ...options,
    busy,
    rates: { cachedPage: null, cachedJson: null, uncachedPage: null, uncachedJson: null },
  };
  const findings = await measure(names, run).finally(() => busy.server.stop());
  console.log(`${tableOf(findings)}\n\n${around.cpu}, load before ${around.loadBefore}, after ${loadNow()}; ${tool}`);
  const command = `npm run bench -- ${process.argv.slice(2).join(" ")}`;
  if (isWritten)
    writeFileSync(
      inRoot("docs", "benchmarks.md"),
      documentOf(findings, { ...around, loadAfter: loadNow(), tool, command }),
    );
  judge(findings, isStrict);
});
