import { ensureGenerated } from "./ensure-generated";
import { run } from "./run";
import { main, PlainError, say } from "./terminal";

const CHECKS: readonly [name: string, command: string][] = [
  ["format, lint and layers (biome)", "biome check --error-on-warnings --max-diagnostics=100 ."],
  ["types (tsc)", "next typegen && tsc --noEmit --pretty false"],
  ["dead code (knip)", "knip --no-progress --treat-config-hints-as-errors"],
];

async function passes([name, command]: (typeof CHECKS)[number]): Promise<boolean> {
  const { ok, output } = await run("sh", ["-c", command]);
  say(`${name}: ${ok ? "ok" : "failed"}`);
  if (!ok) process.stdout.write(output);
  return ok;
}

// `npm run check`: every static check; a failure does not stop the next one.
await main(async () => {
  await ensureGenerated();
  const results = await Promise.all(CHECKS.map(passes));
  if (!results.every(Boolean)) throw new PlainError("The check failed.");
});
