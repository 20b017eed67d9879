import { parseArgs } from "node:util";
import * as z from "zod";
import { DAY_MS } from "../lib/core/engine/periods";
import { Health, Version } from "../lib/schemas/internal";
import { type Account, openAccount } from "./deploy/account";
import { listDeployments, readCommit } from "./deploy/account-state";
import { describeFindings, type Finding, failure, hasFailed, ok } from "./deploy/finding";
import { readEnvironment, readTarget } from "./deploy/target";
import { readAnswer, readSiteUrl, requestSite } from "./live-site";
import { main, PlainError, readCommand, say } from "./terminal";

const USAGE = `npm run verify [-- --env production|staging] [--url https://…] [--issue]

Checks that the live version is the last deployed one, that the cron runs, and when the deploy token expires.
--issue  opens an issue when a check fails (GITHUB_REPOSITORY, GITHUB_TOKEN)`;

/** A deployment that is verified, and the account that it belongs to; `now` in epoch milliseconds. */
export type Watched = { url: string; worker: string; account: Account; now: number };
type Check = (watched: Watched) => Promise<Finding>;

/** Days before its expiry from which a deploy token must be rotated. */
const NOTICE_DAYS = 30;
const ROTATE = "rotate CF_STATUS_WORKER_DEPLOY_TOKEN: docs/runbooks/deploy.md";

/** The nightly verification. A check that can't run counts as failed. */
export const verifyLive = (watched: Watched): Promise<Finding[]> =>
  Promise.all(
    Object.entries(CHECKS).map(([what, check]) => check(watched).catch((error: Error) => failure(what, error.message))),
  );

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

const checkToken: Check = async ({ account, now }) => {
  const { status, expires_on } = await account.request("/user/tokens/verify", Token);
  if (status !== "active") return failure("deploy token", `is ${status}`, ROTATE);
  if (!expires_on) return ok("deploy token", "does not expire");
  const days = Math.floor((Date.parse(expires_on) - now) / DAY_MS);
  const says = `expires in ${days} days, on ${expires_on}`;
  return days > NOTICE_DAYS ? ok("deploy token", says) : failure("deploy token", says, ROTATE);
};

const CHECKS = { release: checkRelease, commit: checkCommit, cron: checkCron, "deploy token": checkToken };

/** A repository on GitHub and a token that may write its issues, as GitHub Actions sets them. */
export type Repository = { apiUrl: string; name: string; token: string };

const TITLE = "The nightly verification failed";

/** The label by which the open issue is found. */
const LABEL = "nightly-verify";

const Issue = z.object({ number: z.number() });

/** Opens an issue with the findings, or comments on the open one; returns its number. */
export async function reportIssue(repository: Repository, findings: string): Promise<number> {
  const body = `\`\`\`\n${findings}\n\`\`\`\nWhat each line means: docs/runbooks/deploy.md.`;
  const [known] = z.array(Issue).parse(await requestGitHub(repository, `?state=open&labels=${LABEL}&per_page=1`));
  if (!known) return Issue.parse(await requestGitHub(repository, "", { title: TITLE, labels: [LABEL], body })).number;
  await requestGitHub(repository, `/${known.number}/comments`, { body });
  return known.number;
}

async function requestGitHub({ apiUrl, name, token }: Repository, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${apiUrl}/repos/${name}/issues${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      Accept: "application/vnd.github+json",
      Authorization: `Bearer ${token}`,
      "User-Agent": "raxx-status",
      "X-GitHub-Api-Version": "2022-11-28",
    },
    body: body && JSON.stringify(body),
  });
  if (response.ok) return response.json();
  throw new PlainError(`GitHub answered ${response.status} to /issues${path.split("?")[0]}`);
}

const readOptions = () =>
  readCommand(USAGE, () => {
    const env = { type: "string", default: "production" } as const;
    const options = { env, url: { type: "string" }, issue: { type: "boolean", default: false } } as const;
    const { values } = parseArgs({ options });
    const { url, worker } = readTarget(readEnvironment(values.env));
    return { worker, url: readSiteUrl(values.url ?? url), withIssue: values.issue };
  });

/** `npm run verify`: runs each night, and on demand. */
async function verify(): Promise<void> {
  const { url, worker, withIssue } = readOptions();
  const findings = await openAccount(process.env)
    .then((account) => verifyLive({ url, worker, account, now: Date.now() }))
    .catch((error: Error) => [failure("account", error.message)]);
  const report = describeFindings(findings);
  console.log(`${url}\n${report}`);
  if (!hasFailed(findings)) return;
  const {
    GITHUB_API_URL: apiUrl = "https://api.github.com",
    GITHUB_REPOSITORY: name,
    GITHUB_TOKEN: token,
  } = process.env;
  if (withIssue && name && token) say(`Issue ${await reportIssue({ apiUrl, name, token }, report)} lists the findings`);
  throw new PlainError("The verification failed.");
}

if (import.meta.main) await main(verify);
