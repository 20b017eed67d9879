import { ensureBuild } from "../ensure-build";
import { readGitState } from "../git-state";
import { main, PlainError, say } from "../terminal";
import { readTestRecord } from "../test-record";
import { type Account, openAccount } from "./account";
import { checkAccount } from "./account-preflight";
import { writeDeployConfig } from "./deploy-config";
import { describeFindings, type Finding, failure, hasFailed } from "./finding";
import { deployFork, isWorkersBuild } from "./fork";
import { proveLive, upload } from "./go";
import { checkLocally } from "./local-preflight";
import { readOptions } from "./options";
import { describePlan } from "./plan";
import { type Found, findResources } from "./resources";
import { describeRollback } from "./rollback";
import { readTarget, type Target } from "./target";
import { listDeployments, listMigrations, listPending, listSecrets } from "./worker-state";
import { runWrangler } from "./wrangler";

const { env } = process;
const NO_COMMIT = "0".repeat(40);

function report(title: string, findings: Finding[]): void {
  console.log(`${title}\n${describeFindings(findings)}\n`);
}

/** Bundles what would be uploaded, under the configuration that would be. */
async function rehearse(target: Target, commit: string): Promise<void> {
  const config = writeDeployConfig(target, null, { commit, deployedAt: new Date().toISOString() });
  await runWrangler(["deploy", "--dry-run"], { config, environment: target.environment });
  console.log(`\n${describePlan(target, commit, listMigrations())}\n\nDry run: nothing was deployed.`);
}

async function lookAtAccount(target: Target): Promise<{ account: Account; found: Found; findings: Finding[] }> {
  const account = await openAccount(env);
  const found = await findResources(account, target);
  const secrets = await listSecrets(account, target.worker);
  const pending = found.databaseId ? await listPending(account, found.databaseId) : listMigrations();
  return { account, found, findings: checkAccount({ name: account.name, found, secrets, pending }, target) };
}

async function deploy(target: Target, commit: string): Promise<void> {
  const { account, found, findings } = await lookAtAccount(target);
  report("Preflight, the account", findings);
  if (hasFailed(findings)) throw new PlainError("Not deployed: the preflight says what is missing.");
  const [previous] = await listDeployments(account, target.worker);
  await upload(account, target, found, commit);
  const seen = await proveLive(target, commit, env).catch((error: Error) => [failure("live site", error.message)]);
  report(`Verification of ${target.url}`, seen);
  if (!hasFailed(seen)) return say(`${commit} is live at ${target.url}`);
  console.log(describeRollback(target, previous?.versions[0]?.version_id ?? null));
  throw new PlainError("Deployed, and what is live is not what was meant.");
}

// `npm run deploy`: preflight, deploy, and prove that what is live is what was meant.
await main(async () => {
  const args = process.argv.slice(2);
  if (isWorkersBuild(env) && args.length === 0) return deployFork(env);
  const { environment, isDryRun } = readOptions(args);
  const target = readTarget(environment);
  const git = await readGitState();
  const state = { git, tests: readTestRecord(), target, migrations: listMigrations(), env };
  const findings = checkLocally(state, isDryRun);
  report("Preflight, this checkout", findings);
  if (hasFailed(findings)) throw new PlainError("Not deployed: the preflight says what is missing.");
  await ensureBuild();
  const commit = git.commit ?? NO_COMMIT;
  await (isDryRun ? rehearse(target, commit) : deploy(target, commit));
});
