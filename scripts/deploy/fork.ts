import { ensureBuild } from "../ensure-build";
import { PlainError, say } from "../terminal";
import { writeForkConfig } from "./deploy-config";
import { runWrangler } from "./wrangler";

/** Whether Cloudflare's own builder runs us, as it does after a "Deploy to Cloudflare" button. */
export const isWorkersBuild = (env: NodeJS.Dict<string>): boolean => env.WORKERS_CI === "1";

/**
 * Deploys what stands above the environments of wrangler.toml, under the builder's own login. The button has made the database
 * and the namespace and written their ids there; its user looks at the page, so nothing is verified here.
 */
export async function deployFork(env: NodeJS.Dict<string>): Promise<void> {
  const commit = env.WORKERS_CI_COMMIT_SHA;
  if (!commit) throw new PlainError("Workers Builds has named no commit: WORKERS_CI_COMMIT_SHA.");
  await ensureBuild();
  const config = writeForkConfig({ commit, deployedAt: new Date().toISOString() });
  await runWrangler(["d1", "migrations", "apply", "DB", "--remote"], { config });
  await runWrangler(["deploy", "--message", `commit ${commit}`], { config });
  say("Deployed; what is left to set is in docs/runbooks/go-live.md");
}
