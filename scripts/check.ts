import { ensureGenerated } from "./ensure-generated";
import { run } from "./run";
import { main, PlainError, say } from "./terminal";

type Check = { name: string; steps: [command: string, ...args: string[]][] };

const CHECKS: Check[] = [
  {
    name: "format, lint and layers (biome)",
    steps: [["biome", "check", "--error-on-warnings", "--max-diagnostics=100", "."]],
  },
  {
    name: "types (tsc)",
    steps: [
      ["next", "typegen"],
      ["tsc", "--noEmit", "--pretty", "false"],
    ],
  },
  { name: "dead code (knip)", steps: [["knip", "--no-progress", "--treat-config-hints-as-errors"]] },
];

async function passes({ name, steps }: Check): Promise<boolean> {
  for (const [command, ...args] of steps) {
    const { ok, output } = await run(command, args);
    if (ok) continue;
    say(`${name}: failed`);
    process.stdout.write(output);
    return false;
  }
  say(`${name}: ok`);
  return true;
}

// `npm run check`: everything that can be said of the code without running it; all of it, also after a failure.
await main(async () => {
  await ensureGenerated();
  const results = await Promise.all(CHECKS.map(passes));
  if (!results.every(Boolean)) throw new PlainError("The check failed.");
});
