import { ensureBuild } from "../ensure-build";
import { readRegistry } from "../registry";
import { inRoot, listMigrations } from "../root";
import { run } from "../run";
import { describeSeeded, seedSite } from "../seed";
import { main, PlainError, say } from "../terminal";
import { readGitState, readTestRecord } from "../test-record";
import { type Account, openAccount } from "./account";
import {
  type Found,
  findResources,
  listDeployments,
  listPending,
  listSecrets,
  makeResources,
  requireTriggers,
} from "./account-state";
import { purgeSite } from "./check-cache";
import { type Stamp, writeDeployConfig, writeForkConfig } from "./deploy-config";
import { describeFindings, type Finding, failure, hasFailed } from "./finding";
import { checkHostname } from "./hostname";
import { checkAccount, checkLocally } from "./preflight";
import { describePlan, describeRollback, readOptions, readTarget, type Target } from "./target";
import { PATIENCE, verifySite } from "./verify-site";

const { env } = process;
const NO_COMMIT = "0".repeat(40);

/** Prints a preflight's findings; throws if one of them is a failure. */
function report(title: string, findings: Finding[]): void {
  console.log(`${title}\n${describeFindings(findings)}\n`);
  if (hasFailed(findings)) throw new PlainError("Not deployed: fix the failures of the preflight above.");
}

/** Looks at the account where there is a token, and bundles the Worker with the configuration that a deployment would use. */
async function rehearse(target: Target, commit: string, takesHostname: boolean): Promise<void> {
  if (env.CLOUDFLARE_API_TOKEN) await inspectAccount(await openAccount(env), target, takesHostname);
  else say("The account is not checked: CLOUDFLARE_API_TOKEN is not set");
  const config = writeDeployConfig(target, null, { commit, deployedAt: new Date().toISOString() });
  await runWrangler(["deploy", "--dry-run"], { config, environment: target.environment });
  console.log(`\n${describePlan(target, commit, listMigrations())}\n\nDry run: nothing was deployed.`);
}

/** Reads the account and reports on it; changes nothing there. */
async function inspectAccount(account: Account, target: Target, takesHostname: boolean): Promise<Found> {
  const found = await findResources(account, target);
  const secrets = await listSecrets(account, target.worker);
  const pending = found.databaseId ? await listPending(account, found.databaseId) : listMigrations();
  const findings = checkAccount({ name: account.name, found, secrets, pending }, target);
  report("Preflight, the account", [...findings, await checkHostname(account, target, takesHostname)]);
  return found;
}

async function deploy(target: Target, commit: string, takesHostname: boolean): Promise<void> {
  const account = await openAccount(env);
  const found = await inspectAccount(account, target, takesHostname);
  const [previous] = await listDeployments(account, target.worker);
  await upload(account, target, found, commit);
  const findings = await proveLive(target, commit).catch((error: Error) => [failure("live site", error.message)]);
  console.log(`Verification of ${target.url}\n${describeFindings(findings)}\n`);
  if (!hasFailed(findings)) return say(`${commit} is live at ${target.url}`);
  console.log(describeRollback(target, previous?.versions[0]?.version_id ?? null));
  throw new PlainError("Deployed, but the verification of the live site failed.");
}

type Where = { config: string; environment?: string; env?: Record<string, string> };

/** Runs wrangler on one deployment's configuration; shows its output, and throws if it fails. */
async function runWrangler(args: string[], { config, environment, env = {} }: Where): Promise<void> {
  say(`wrangler ${args.join(" ")}`);
  const where = ["--config", config, ...(environment ? ["--env", environment] : [])];
  const { ok } = await run("wrangler", [...args, ...where], { env, show: true });
  if (!ok) throw new PlainError(`wrangler ${args.slice(0, 3).join(" ")} failed; its output is above.`);
}

/** Creates missing resources, migrates and uploads; idempotent. */
async function upload(account: Account, target: Target, found: Found, commit: string): Promise<void> {
  const ids = await makeResources(account, target, found);
  const stamp: Stamp = { commit, deployedAt: new Date().toISOString() };
  const config = writeDeployConfig(target, ids, stamp);
  const where = { config, environment: target.environment, env: account.env };
  await runWrangler(["d1", "migrations", "apply", target.database.binding, "--remote"], where);
  await requireTriggers(account, ids.databaseId);
  await runWrangler(["deploy", "--message", `commit ${commit}`], where);
}

/** Seeds, purges and verifies the live site; returns the findings. */
async function proveLive(target: Target, commit: string): Promise<Finding[]> {
  const deployedAt = Date.now();
  const token = env.STATUS_INTERNAL_WRITE_TOKEN;
  if (!token) throw new PlainError("STATUS_INTERNAL_WRITE_TOKEN is not set.");
  console.log(describeSeeded(await seedSite(target.url, token)));
  const refusal = await purgeSite(target.url, token);
  if (refusal) say(`The edge cache was not purged (${refusal}); its responses expire within about a minute`);
  say(`Verifying ${target.url} (the cron may take three minutes)`);
  return verifySite({
    url: target.url,
    commit,
    deployedAt,
    surfaceIds: readRegistry(inRoot("config", "status-surfaces.yaml")).surfaces.map(({ id }) => id),
    isPublic: target.vars.FLAG_STATUS_PUBLIC_ENDPOINT === "1",
    writeToken: token,
    webhook: { secret: env.FREESCOUT_WEBHOOK_SECRET, pathToken: env.FREESCOUT_WEBHOOK_PATH_TOKEN },
    patience: PATIENCE,
  });
}

/** Deploys the top level of wrangler.toml with Workers Builds' login, whose button wrote the ids there. Verifies nothing. */
async function deployFork(): Promise<void> {
  const commit = env.WORKERS_CI_COMMIT_SHA;
  if (!commit) throw new PlainError("Workers Builds did not set WORKERS_CI_COMMIT_SHA.");
  await ensureBuild();
  const config = writeForkConfig({ commit, deployedAt: new Date().toISOString() });
  await runWrangler(["d1", "migrations", "apply", "DB", "--remote"], { config });
  await runWrangler(["deploy", "--message", `commit ${commit}`], { config });
  say("Deployed; the remaining steps are in docs/runbooks/go-live.md");
}

// `npm run deploy`: preflight, deploy, and verify the live site.
await main(async () => {
  const args = process.argv.slice(2);
  const isWorkersBuild = env.WORKERS_CI === "1"; // Cloudflare's builder, after a "Deploy to Cloudflare" button
  if (isWorkersBuild && args.length === 0) return deployFork();
  const { environment, isDryRun, takesHostname } = readOptions(args);
  const target = readTarget(environment);
  const git = await readGitState();
  const state = { git, tests: readTestRecord(), target, migrations: listMigrations(), env };
  report("Preflight, this checkout", checkLocally(state, isDryRun));
  await ensureBuild();
  const commit = git.commit ?? NO_COMMIT;
  await (isDryRun ? rehearse : deploy)(target, commit, takesHostname);
});
