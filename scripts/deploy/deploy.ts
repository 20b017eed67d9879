import { ensureBuild } from "../ensure-build";
import { askSite } from "../live-site";
import { readRegistry } from "../registry";
import { inRoot, listMigrations } from "../root";
import { run } from "../run";
import { describeSeeded, seedSite } from "../seed";
import { main, PlainError, say } from "../terminal";
import { readGitState, readTestRecord } from "../test-record";
import { type Account, openAccount } from "./account";
import { type Found, findResources, listDeployments, listPending, listSecrets, makeResources } from "./account-state";
import { type Stamp, writeDeployConfig, writeForkConfig } from "./deploy-config";
import { describeFindings, type Finding, failure, hasFailed } from "./finding";
import { checkAccount, checkLocally } from "./preflight";
import { describePlan, describeRollback, readOptions, readTarget, type Target } from "./target";
import { PATIENCE, verifySite } from "./verify-site";

const { env } = process;
const NO_COMMIT = "0".repeat(40);

/** Prints what a preflight has found; a failure among it ends the deployment. */
function report(title: string, findings: Finding[]): void {
  console.log(`${title}\n${describeFindings(findings)}\n`);
  if (hasFailed(findings)) throw new PlainError("Not deployed: the preflight says what is missing.");
}

/** Bundles what would be uploaded, under the configuration that would be. */
async function rehearse(target: Target, commit: string): Promise<void> {
  const config = writeDeployConfig(target, null, { commit, deployedAt: new Date().toISOString() });
  await runWrangler(["deploy", "--dry-run"], { config, environment: target.environment });
  console.log(`\n${describePlan(target, commit, listMigrations())}\n\nDry run: nothing was deployed.`);
}

async function deploy(target: Target, commit: string): Promise<void> {
  const account = await openAccount(env);
  const found = await findResources(account, target);
  const secrets = await listSecrets(account, target.worker);
  const pending = found.databaseId ? await listPending(account, found.databaseId) : listMigrations();
  report("Preflight, the account", checkAccount({ name: account.name, found, secrets, pending }, target));
  const [previous] = await listDeployments(account, target.worker);
  await upload(account, target, found, commit);
  const seen = await proveLive(target, commit).catch((error: Error) => [failure("live site", error.message)]);
  console.log(`Verification of ${target.url}\n${describeFindings(seen)}\n`);
  if (!hasFailed(seen)) return say(`${commit} is live at ${target.url}`);
  console.log(describeRollback(target, previous?.versions[0]?.version_id ?? null));
  throw new PlainError("Deployed, and what is live is not what was meant.");
}

type Where = { config: string; environment?: string; env?: Record<string, string> };

/** Runs wrangler on the configuration of one deployment; its own words are shown, and a failure ends ours. */
async function runWrangler(args: string[], { config, environment, env = {} }: Where): Promise<void> {
  say(`wrangler ${args.join(" ")}`);
  const where = ["--config", config, ...(environment ? ["--env", environment] : [])];
  const { ok } = await run("wrangler", [...args, ...where], { env, show: true });
  if (!ok) throw new PlainError(`wrangler ${args.slice(0, 3).join(" ")} failed; its output is above.`);
}

/** Makes what is missing, migrates, and uploads: the account's half of a deployment. Run again, it finds its own work done. */
async function upload(account: Account, target: Target, found: Found, commit: string): Promise<void> {
  const ids = await makeResources(account, target, found);
  const stamp: Stamp = { commit, deployedAt: new Date().toISOString() };
  const config = writeDeployConfig(target, ids, stamp);
  const where = { config, environment: target.environment, env: account.env };
  await runWrangler(["d1", "migrations", "apply", target.database.binding, "--remote"], where);
  await runWrangler(["deploy", "--message", `commit ${commit}`], where);
}

/** Seeds, purges and looks at the live site: what readers get is what was meant, or it is said what isn't. */
async function proveLive(target: Target, commit: string): Promise<Finding[]> {
  const deployedAt = Date.now();
  const token = env.STATUS_INTERNAL_WRITE_TOKEN;
  if (!token) throw new PlainError("STATUS_INTERNAL_WRITE_TOKEN is not set.");
  console.log(describeSeeded(await seedSite(target.url, token)));
  const headers = { "X-Internal-Status-Token": token };
  const { status } = await askSite(target.url, "/api/internal/status/invalidate", { method: "POST", headers });
  if (status !== 200) say(`The edge could not be purged (${status}); what it has cached is a minute old at most`);
  say(`Verifying ${target.url} (the cron may take three minutes)`);
  return verifySite({
    url: target.url,
    commit,
    deployedAt,
    surfaceIds: readRegistry(inRoot("config", "status-surfaces.yaml")).map(({ id }) => id),
    isPublic: target.vars.FLAG_STATUS_PUBLIC_ENDPOINT === "1",
    writeToken: token,
    webhook: { secret: env.FREESCOUT_WEBHOOK_SECRET, pathToken: env.FREESCOUT_WEBHOOK_PATH_TOKEN },
    patience: PATIENCE,
  });
}

/**
 * Deploys what stands above the environments of wrangler.toml, under the builder's own login. The button has made the database
 * and the namespace and written their ids there; its user looks at the page, so nothing is verified here.
 */
async function deployFork(): Promise<void> {
  const commit = env.WORKERS_CI_COMMIT_SHA;
  if (!commit) throw new PlainError("Workers Builds has named no commit: WORKERS_CI_COMMIT_SHA.");
  await ensureBuild();
  const config = writeForkConfig({ commit, deployedAt: new Date().toISOString() });
  await runWrangler(["d1", "migrations", "apply", "DB", "--remote"], { config });
  await runWrangler(["deploy", "--message", `commit ${commit}`], { config });
  say("Deployed; what is left to set is in docs/runbooks/go-live.md");
}

// `npm run deploy`: preflight, deploy, and prove that what is live is what was meant.
await main(async () => {
  const args = process.argv.slice(2);
  const isWorkersBuild = env.WORKERS_CI === "1"; // Cloudflare's own builder, after a "Deploy to Cloudflare" button
  if (isWorkersBuild && args.length === 0) return deployFork();
  const { environment, isDryRun } = readOptions(args);
  const target = readTarget(environment);
  const git = await readGitState();
  const state = { git, tests: readTestRecord(), target, migrations: listMigrations(), env };
  report("Preflight, this checkout", checkLocally(state, isDryRun));
  await ensureBuild();
  const commit = git.commit ?? NO_COMMIT;
  await (isDryRun ? rehearse(target, commit) : deploy(target, commit));
});
