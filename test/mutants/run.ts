import { parseArgs } from "node:util";
import { ensureGenerated } from "../../scripts/ensure-generated";
import { main, PlainError, readCommand, say, secondsSince } from "../../scripts/terminal";
import type { Mutant } from "./mutant";
import { MUTANTS } from "./mutants";
import { type Result, Scratch } from "./scratch";

const USAGE = "usage: npm run mutants -- [--only <text of file, find or why>] [--jobs <number>]";
const ALL_MS = 900_000;

function readOptions() {
  const options = { only: { type: "string", default: "" }, jobs: { type: "string", default: "2" } } as const;
  const { only, jobs } = readCommand(USAGE, () => parseArgs({ options }).values);
  const mutants = MUTANTS.filter(({ file, find, why }) => `${file}\n${find}\n${why}`.includes(only));
  if (mutants.length === 0) throw new PlainError(`No mutant has ${JSON.stringify(only)} in it.`);
  if (!/^[1-9]$/.test(jobs)) throw new PlainError(USAGE);
  return { mutants, jobs: Number(jobs) };
}

/** Without a breakage every suite must pass, or a failure would say nothing. */
async function requireGreen(scratch: Scratch, mutants: readonly Mutant[]): Promise<void> {
  const suites = [...new Set(mutants.flatMap((mutant) => mutant.suites))];
  say(`${suites.length} suites without a mutant …`);
  const { result, output } = await scratch.test({ suites }, ALL_MS);
  if (result !== "passed") throw new PlainError(`${output}\nThe suites fail without a mutant: ${result}.`);
}

const SAYS: Record<Result, string> = {
  failed: "noticed",
  passed: "SURVIVED",
  late: "SURVIVED (its suites did not end in time)",
  broken: "SURVIVED (its suites broke, or there are none, and no test failed)",
};

const describe = ({ file, find, replacement, why, suites }: Mutant): string =>
  `${file}: ${find.trim()} → ${replacement.trim() || "nothing"}. ${why} (${suites.join(", ")})`;

// `npm run mutants`: breaks the code in one small way after another, in copies of it, and fails unless a test notices each.
await main(async () => {
  const startedMs = performance.now();
  const { mutants, jobs } = readOptions();
  await ensureGenerated();
  const scratches = await Promise.all(Array.from({ length: jobs }, (_, i) => Scratch.make(String(i))));
  await requireGreen(scratches[0] as Scratch, mutants);
  const waiting = [...mutants];
  const survivors: string[] = [];
  const work = async (scratch: Scratch) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const result = await scratch.testMutant(mutant);
      say(`${SAYS[result]}: ${mutant.file}: ${mutant.find.trim()}`);
      if (result !== "failed") survivors.push(`${SAYS[result]}: ${describe(mutant)}`);
    }
  };
  await Promise.all(scratches.map(work));
  for (const survivor of survivors) console.log(survivor);
  console.log(`${mutants.length} mutants, ${survivors.length} survived, in ${secondsSince(startedMs)}`);
  process.exitCode = survivors.length === 0 ? 0 : 1;
});
