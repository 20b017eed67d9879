import { parseArgs } from "node:util";
import { openAccount } from "./deploy/account";
import { describeFindings, hasFailed } from "./deploy/finding";
import { readEnvironment, readTarget } from "./deploy/target";
import { readSiteUrl } from "./live-site";
import { main, PlainError, readCommand, say } from "./terminal";
import { readRepository, reportIssue, verifyLive } from "./verify-live";

const USAGE = `npm run verify [-- --env production|staging] [--url https://…] [--issue]

Looks whether what is live is what was last deployed, whether the cron beats, and how long the deploy token lasts.
--issue  opens an issue when it does not hold (GITHUB_REPOSITORY, GITHUB_TOKEN)`;

const readOptions = () =>
  readCommand(USAGE, () => {
    const env = { type: "string", default: "production" } as const;
    const options = { env, url: { type: "string" }, issue: { type: "boolean", default: false } } as const;
    const { values } = parseArgs({ options });
    const { url, worker } = readTarget(readEnvironment(values.env));
    return { worker, url: readSiteUrl(values.url ?? url), withIssue: values.issue };
  });

/** That nobody could look is news of the same kind. */
async function look(url: string, worker: string): Promise<{ isWell: boolean; says: string }> {
  try {
    const findings = await verifyLive({ url, worker, account: await openAccount(process.env), now: Date.now() });
    return { isWell: !hasFailed(findings), says: describeFindings(findings) };
  } catch (error) {
    return { isWell: false, says: (error as Error).message };
  }
}

// `npm run verify`: each night, and whenever somebody asks.
await main(async () => {
  const { url, worker, withIssue } = readOptions();
  const { isWell, says } = await look(url, worker);
  console.log(`${url}\n${says}`);
  if (isWell) return;
  const repository = withIssue ? readRepository(process.env) : null;
  if (repository) say(`Issue ${await reportIssue(repository, says)} says so`);
  throw new PlainError("The verification does not hold.");
});
