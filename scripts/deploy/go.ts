import { readRegistry } from "../ensure-generated";
import { askSite } from "../live-site";
import { inRoot } from "../root";
import { describeSeeded, seedSite } from "../seed-site";
import { PlainError, say } from "../terminal";
import type { Account } from "./account";
import { type Stamp, writeDeployConfig } from "./deploy-config";
import type { Finding } from "./finding";
import { type Found, makeResources } from "./resources";
import type { Target } from "./target";
import { PATIENCE, verifySite } from "./verify-site";
import { runWrangler } from "./wrangler";

/** Makes what is missing, migrates, and uploads: the account's half of a deployment. Run again, it finds its own work done. */
export async function upload(account: Account, target: Target, found: Found, commit: string): Promise<void> {
  const ids = await makeResources(account, target, found);
  const stamp: Stamp = { commit, deployedAt: new Date().toISOString() };
  const config = writeDeployConfig(target, ids, stamp);
  const where = { config, environment: target.environment, env: account.env };
  await runWrangler(["d1", "migrations", "apply", target.database.binding, "--remote"], where);
  await runWrangler(["deploy", "--message", `commit ${commit}`], where);
}

async function purge(url: string, token: string): Promise<void> {
  const headers = { "X-Internal-Status-Token": token };
  const { status } = await askSite(url, "/api/internal/status/invalidate", { method: "POST", headers });
  if (status !== 200) say(`The edge could not be purged (${status}); its copies are a minute old at most`);
}

/** Seeds, purges and looks at the live site: what readers get is what was meant, or it is said what isn't. */
export async function proveLive(target: Target, commit: string, env: NodeJS.Dict<string>): Promise<Finding[]> {
  const deployedAt = Date.now();
  const token = env.STATUS_INTERNAL_WRITE_TOKEN;
  if (!token) throw new PlainError("STATUS_INTERNAL_WRITE_TOKEN is not set.");
  console.log(describeSeeded(await seedSite(target.url, token)));
  await purge(target.url, token);
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
