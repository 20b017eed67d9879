import { run } from "../run";
import { PlainError, say } from "../terminal";

type Where = { config: string; environment?: string; env?: Record<string, string> };

/** Runs wrangler on the configuration of one deployment; its own words are shown, and a failure ends ours. */
export async function runWrangler(args: string[], { config, environment, env = {} }: Where): Promise<void> {
  say(`wrangler ${args.join(" ")}`);
  const where = ["--config", config, ...(environment ? ["--env", environment] : [])];
  const { ok } = await run("wrangler", [...args, ...where], { env, show: true });
  if (!ok) throw new PlainError(`wrangler ${args.slice(0, 3).join(" ")} failed; its output is above.`);
}
