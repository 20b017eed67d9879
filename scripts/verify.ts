import { parseArgs } from "node:util";
import * as z from "zod";
import { DAY_MS } from "../lib/core/engine/periods";
import { Health, Version } from "../lib/schemas/internal";
import { type Account, openAccount } from "./deploy/account";
import { findResources, listDeployments, readCommit } from "./deploy/account-state";
import { checkCache } from "./deploy/check-cache";
import { describeFindings, type Finding, failure, hasFailed, ok } from "./deploy/finding";
import { readRepository, reportIssue } from "./deploy/github";
import { describeSettled, settle } from "./deploy/settle";
import { readEnvironment, readTarget, type Target } from "./deploy/target";
import { readAnswer, readSiteUrl, requestSite } from "./live-site";
import { readRegistry } from "./registry";
import { inRoot } from "./root";
import { main, PlainError, readCommand, say } from "./terminal";

const USAGE = `npm run verify [-- --env production|staging] [--url https://…] [--issue]

Checks that the live version is the last deployed one, that the cron runs, that the edge cache works and leaves our headers as
they are, and when the deploy token expires. For staging also what only an account can settle (docs/platform.md), which takes two
minutes, six purges, and STATUS_INTERNAL_WRITE_TOKEN of staging.
--issue  opens an issue when a check fails (GITHUB_REPOSITORY, GITHUB_TOKEN)`;

/** A deployment that is verified, and the account that it belongs to; `now` in epoch milliseconds, `pauseMs` between two looks at a cached response. */
export type Watched = { url: string; worker: string; account: Account; now: number; pauseMs?: number };
type Check = (watched: Watched) => Promise<Finding>;

/** Days before its expiry from which a deploy token must be rotated. */
const NOTICE_DAYS = 30;
const ROTATE = "rotate CF_STATUS_WORKER_DEPLOY_TOKEN: docs/runbooks/deploy.md";

/** The nightly verification. A check that can't run counts as failed. */
export async function verifyLive(watched: Watched): Promise<Finding[]> {
  const checks = Object.entries(CHECKS).map(([what, check]) =>
    check(watched).catch((error: Error) => failure(what, error.message)),
  );
  return (await Promise.all([...checks, checkCache(watched.url, watched.pauseMs)])).flat();
}

const checkRelease: Check = async ({ account, worker }) => {
  const [newest] = await listDeployments(account, worker);
  if (!newest) return failure("release", `${worker} was never deployed`, "npm run deploy -- --env production");
  return ok("release", `the newest was deployed at ${newest.created_on}`);
};

const checkCommit: Check = async ({ account, worker, url }) => {
  const [newest] = await listDeployments(account, worker);
  const live = readAnswer(await requestSite(url, "/api/version"), Version).commit;
  const [version, ...others] = newest?.versions ?? [];
  if (!version || others.length > 0) return failure("commit", "the traffic is not on one version");
  const meant = await readCommit(account, worker, version.version_id);
  if (live !== null && live === meant) return ok("commit", `${live} is live and the newest deployment`);
  return failure(
    "commit",
    `${live ?? "an unknown commit"} is live, but the newest deployment is ${meant ?? "an unknown commit"}`,
  );
};

const checkCron: Check = async ({ url }) => {
  const { status } = readAnswer(await requestSite(url, "/healthz"), Health);
  return status === "ok" ? ok("cron", "runs") : failure("cron", "has not run for 3 minutes");
};

const Token = z.object({ status: z.string(), expires_on: z.iso.datetime({ offset: true }).optional() });

/** A token of a user is verified there, one of an account (`cfat_…`) at the account only: the former refuses it as unknown. */
const verifyToken = ({ request, id }: Account) =>
  request("/user/tokens/verify", Token).catch((error: Error) => {
    if (!isRefusal(error.cause)) throw error;
    return request(`/accounts/${id}/tokens/verify`, Token);
  });

const isRefusal = (status: unknown): boolean => typeof status === "number" && status >= 400 && status < 500;

const checkToken: Check = async ({ account, now }) => {
  const { status, expires_on } = await verifyToken(account);
  if (status !== "active") return failure("deploy token", `is ${status}`, ROTATE);
  if (!expires_on) return ok("deploy token", "does not expire");
  const days = Math.floor((Date.parse(expires_on) - now) / DAY_MS);
  const says = `expires in ${days} days, on ${expires_on}`;
  return days > NOTICE_DAYS ? ok("deploy token", says) : failure("deploy token", says, ROTATE);
};

const CHECKS = { release: checkRelease, commit: checkCommit, cron: checkCron, "deploy token": checkToken };

const readOptions = () =>
  readCommand(USAGE, () => {
    const env = { type: "string", default: "production" } as const;
    const options = { env, url: { type: "string" }, issue: { type: "boolean", default: false } } as const;
    const { values } = parseArgs({ options });
    const target = readTarget(readEnvironment(values.env));
    return { target, url: readSiteUrl(values.url ?? target.url), withIssue: values.issue };
  });

/** How long ages are watched: longer than a response may live. */
const SPAN_MS = 90_000;

/** What only an account can settle; staging's, since it purges. */
async function settleOpenPoints(account: Account, target: Target, url: string): Promise<Finding[]> {
  const { databaseId } = await findResources(account, target);
  const writeToken = process.env.STATUS_INTERNAL_WRITE_TOKEN;
  const { surfaces } = readRegistry(inRoot("config", "status-surfaces.yaml"));
  const findings = await settle({ url, account, databaseId, writeToken, surfaces, spanMs: SPAN_MS });
  console.log(`\nWhat documentation leaves open\n${describeFindings(findings)}\n\n${describeSettled(findings)}`);
  return findings;
}

/** `npm run verify`: runs each night, and on demand. */
async function verify(): Promise<void> {
  const { target, url, withIssue } = readOptions();
  const account = await openAccount(process.env).catch((error: Error) => error);
  const findings =
    account instanceof Error
      ? [failure("account", account.message)]
      : await verifyLive({ url, worker: target.worker, account, now: Date.now() });
  const report = describeFindings(findings);
  console.log(`${url}\n${report}`);
  const isOpen = target.environment === "staging" && !(account instanceof Error);
  const settled = isOpen ? await settleOpenPoints(account, target, url) : [];
  if (!hasFailed([...findings, ...settled])) return;
  const repository = readRepository(process.env);
  if (withIssue && repository) say(`Issue ${await reportIssue(repository, report)} lists the findings`);
  throw new PlainError("The verification failed.");
}

if (import.meta.main) await main(verify);
