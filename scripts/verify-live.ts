import * as z from "zod";
import { Health, Version } from "../lib/schemas/internal";
import type { Account } from "./deploy/account";
import { commitOf, listDeployments } from "./deploy/account-state";
import { type Finding, failure, ok } from "./deploy/finding";
import { askSite, readAnswer } from "./live-site";
import { PlainError } from "./terminal";

/** A deployment that is looked at, and the account that it belongs to. */
export type Watched = { url: string; worker: string; account: Account; now: number };

const DAY_MS = 86_400_000;

/** How long before its end a deploy token is to be rotated. */
const NOTICE_DAYS = 30;

/** The nightly look: what the RCA of 2026-04-30 had nobody to tell. What can't be seen has failed. */
export async function verifyLive(watched: Watched): Promise<Finding[]> {
  const looks = Object.entries(LOOKS).map(([what, look]) =>
    look(watched).catch((error: Error) => failure(what, error.message)),
  );
  return Promise.all(looks);
}

async function lookAtRelease({ account, worker }: Watched): Promise<Finding> {
  const [newest] = await listDeployments(account, worker);
  if (!newest) return failure("release", `${worker} was never deployed`, "npm run deploy -- --env production");
  return ok("release", `the newest is of ${newest.created_on}`);
}

async function lookAtCommit({ account, worker, url }: Watched): Promise<Finding> {
  const [newest] = await listDeployments(account, worker);
  const live = readAnswer(await askSite(url, "/api/version"), Version).commit;
  const [version, ...others] = newest?.versions ?? [];
  if (!version || others.length > 0) return failure("commit", "not one version has all of the traffic");
  const meant = await commitOf(account, worker, version.version_id);
  if (live !== null && live === meant) return ok("commit", `${live} is live, and the newest deployed`);
  return failure("commit", `${live ?? "an unnamed one"} is live, ${meant ?? "an unnamed one"} the newest deployed`);
}

async function lookAtCron({ url }: Watched): Promise<Finding> {
  const answer = await askSite(url, "/healthz");
  const { status } = readAnswer(answer, Health);
  return status === "ok" ? ok("cron", "beats") : failure("cron", "has not beaten for 3 minutes");
}

const Token = z.object({ status: z.string(), expires_on: z.iso.datetime({ offset: true }).optional() });

async function lookAtToken({ account, now }: Watched): Promise<Finding> {
  const { status, expires_on } = await account.api.ask({ path: "/user/tokens/verify", schema: Token });
  if (status !== "active") return failure("deploy token", `is ${status}`, ROTATE);
  if (!expires_on) return ok("deploy token", "has no end");
  const days = Math.floor((Date.parse(expires_on) - now) / DAY_MS);
  const says = `ends in ${days} days, on ${expires_on}`;
  return days > NOTICE_DAYS ? ok("deploy token", says) : failure("deploy token", says, ROTATE);
}

const ROTATE = "rotate CF_STATUS_WORKER_DEPLOY_TOKEN: docs/runbooks/deploy.md";

const LOOKS = {
  release: lookAtRelease,
  commit: lookAtCommit,
  cron: lookAtCron,
  "deploy token": lookAtToken,
} as const satisfies Record<string, (watched: Watched) => Promise<Finding>>;

/** A repository on GitHub and a token that may write its issues, as GitHub Actions hands them over. */
export type Repository = { apiUrl: string; name: string; token: string };

const TITLE = "The nightly verification does not hold";

/** By which the open one is found again. */
const LABEL = "nightly-verify";

const Issue = z.object({ number: z.number() });

/** The repository of `GITHUB_REPOSITORY`; null outside of Actions. */
export function readRepository(env: NodeJS.Dict<string>): Repository | null {
  const { GITHUB_API_URL: apiUrl = "https://api.github.com", GITHUB_REPOSITORY: name, GITHUB_TOKEN: token } = env;
  return name && token ? { apiUrl, name, token } : null;
}

/** Opens an issue that says what does not hold, or adds to the one that is open; gives its number. */
export async function reportIssue(repository: Repository, findings: string): Promise<number> {
  const body = `\`\`\`\n${findings}\n\`\`\`\nWhat each line means: docs/runbooks/deploy.md.`;
  const [known] = await ask(repository, `/issues?state=open&labels=${LABEL}&per_page=1`, z.array(Issue));
  if (known) {
    await ask(repository, `/issues/${known.number}/comments`, z.unknown(), { body });
    return known.number;
  }
  return (await ask(repository, "/issues", Issue, { title: TITLE, labels: [LABEL], body })).number;
}

async function ask<T>(
  { apiUrl, name, token }: Repository,
  path: string,
  schema: z.ZodType<T>,
  body?: object,
): Promise<T> {
  const response = await fetch(`${apiUrl}/repos/${name}${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      Accept: "application/vnd.github+json",
      Authorization: `Bearer ${token}`,
      "User-Agent": "raxx-status",
      "X-GitHub-Api-Version": "2022-11-28",
    },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new PlainError(`GitHub answered ${response.status} to ${path.split("?")[0]}`);
  return schema.parse(await response.json());
}
