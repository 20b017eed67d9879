import { parseArgs } from "node:util";
import * as z from "zod";
import { Version } from "../../lib/schemas/internal";
import { toIso } from "../../lib/schemas/times";
import { readAnswer, readSiteUrl, requestSite } from "../live-site";
import { main, PlainError, readCommand, say } from "../terminal";
import { type Account, openAccount } from "./account";
import { listDeployments, readCommit } from "./account-state";
import { type Finding, failure, ok } from "./finding";
import { readEnvironment, readTarget } from "./target";
import { PATIENCE, patiently } from "./verify-site";
import { listVersions, secretChangesSince } from "./versions";

const USAGE = `npm run rollback -- --env production|staging [--to <version id>] [--with-old-secrets] [--url https://…]

Goes back to the version that had the traffic before the present one, or to the one that is named.
A secret is part of a version: where one was changed since, the old one would be accepted again, and this stops.
--with-old-secrets  goes back all the same; put the changed secrets again at once`;

/** Cloudflare's code for a rollback that would bring an old secret back. */
const OLD_SECRETS = "[10220]";

const INSTEAD = [
  "Instead: deploy the commit of that version again, which keeps the secrets (npm run deploy at that commit).",
  "If it has to be now: --with-old-secrets, and then at once npx wrangler secret put … for each that was changed,",
  "from the vault. One that has leaked opens the write API until then.",
];

/** `to` null: the version that had the traffic before the present one. */
type Wanted = {
  account: Account;
  worker: string;
  url: string;
  to: string | null;
  isForced: boolean;
  patience: typeof PATIENCE;
};

/** Gives an earlier version all of the traffic, unless that would bring an old secret back, and returns what the live site then is. */
export async function rollBack({ account, worker, url, to, isForced, patience }: Wanted): Promise<string> {
  const versionId = await findVersion(account, worker, to);
  if (!isForced) await requireSameSecrets(account, worker, versionId);
  await deployVersion(account, worker, versionId, isForced);
  say(`${worker} is back at ${versionId}; the database, crons and domains stay as they are`);
  const commit = await readCommit(account, worker, versionId);
  const { level, says } = await patiently("version", patience, () => checkLive(url, commit));
  if (level !== "ok") throw new PlainError(`Rolled back, but ${says}.`);
  return says;
}

async function findVersion(account: Account, worker: string, to: string | null): Promise<string> {
  const deployments = await listDeployments(account, worker);
  const [live, ...earlier] = deployments.map(({ versions }) => versions.map(({ version_id }) => version_id));
  if (!live) throw new PlainError(`${worker} was never deployed: there is nothing to go back from.`);
  if (live.length === 1 && live[0] === to) throw new PlainError(`${to} is the version that is live.`);
  if (to !== null) return to;
  if (live.length > 1) throw new PlainError("The traffic is on several versions. Name one: --to <version id>.");
  const before = earlier.find((ids) => ids.length === 1 && ids[0] !== live[0])?.[0];
  if (before === undefined) throw new PlainError(`${worker} has no earlier version.`);
  return before;
}

/** Refuses a version that is older than the last change of a secret. */
async function requireSameSecrets(account: Account, worker: string, versionId: string): Promise<void> {
  const versions = await listVersions(account, worker);
  const version = versions.find(({ id }) => id === versionId);
  if (!version) throw new PlainError(`${versionId} can't be deployed any more, or never was a version of ${worker}.`);
  const changes = secretChangesSince(versions, version);
  if (changes.length === 0) return;
  throw new PlainError(
    [
      `Not rolled back: ${versionId} is of ${toIso(version.createdAt)} and would bring old secrets back. Secrets changed since:`,
      ...changes.map((at) => `  ${toIso(at)}`),
      ...INSTEAD,
    ].join("\n"),
  );
}

/** Without `isForced` Cloudflare itself refuses a version whose secrets have changed since. */
async function deployVersion({ request, id }: Account, worker: string, versionId: string, isForced: boolean) {
  const path = `/accounts/${id}/workers/scripts/${worker}/deployments${isForced ? "?force=true" : ""}`;
  const versions = [{ version_id: versionId, percentage: 100 }];
  const annotations = { "workers/message": "npm run rollback" };
  await request(path, z.unknown(), { strategy: "percentage", versions, annotations }).catch((error: Error) => {
    const isRefusal = error.message.includes(OLD_SECRETS);
    throw isRefusal ? new PlainError([`Not rolled back: ${error.message}`, ...INSTEAD].join("\n")) : error;
  });
}

async function checkLive(url: string, commit: string | null): Promise<Finding> {
  const live = readAnswer(await requestSite(url, "/api/version"), Version).commit;
  return live === commit
    ? ok("version", `${live ?? "a version without a commit"} is live`)
    : failure("version", `${live ?? "no commit"} is live instead of ${commit ?? "a version without a commit"}`);
}

const readOptions = () =>
  readCommand(USAGE, () => {
    const text = { type: "string" } as const;
    const flag = { type: "boolean", default: false } as const;
    const { values } = parseArgs({ options: { env: text, to: text, url: text, "with-old-secrets": flag } });
    const target = readTarget(readEnvironment(values.env));
    const url = readSiteUrl(values.url ?? target.url);
    return { ...target, url, to: values.to ?? null, isForced: values["with-old-secrets"] };
  });

/** `npm run rollback`. */
async function rollback(): Promise<void> {
  const { environment, worker, url, to, isForced } = readOptions();
  const account = await openAccount(process.env);
  const says = await rollBack({ account, worker, url, to, isForced, patience: PATIENCE });
  say(`${says} at ${url}; then deploy this commit again, or a revert, and npm run verify -- --env ${environment}`);
}

if (import.meta.main) await main(rollback);
