import { parseArgs } from "node:util";
import * as z from "zod";
import { main, PlainError, readCommand } from "../terminal";
import { readGitState } from "../test-record";
import { describeFindings, type Finding, failure, hasFailed, ok } from "./finding";
import { type Repository, readRepository, requestGitHub } from "./github";
import { readEnvironment } from "./target";

const USAGE = `npm run gate -- --env production|staging

What a workflow asks GitHub before it deploys: production needs a reviewer whom GitHub requires, and takes commits of main only.
GITHUB_REPOSITORY and GITHUB_TOKEN (actions: read, contents: read) are those of the run.`;

const NO_REVIEWER =
  "Settings → Environments → production → Required reviewers. A private repository has them on GitHub Enterprise only: without, deploy by hand (docs/runbooks/deploy.md).";

const Environment = z.object({
  protection_rules: z.array(z.object({ type: z.string(), reviewers: z.array(z.unknown()).optional() })).default([]),
});

/** Whether GitHub waits for a person before a job of this environment; an environment that is not there waits for nobody. */
async function checkReviewers(repository: Repository, environment: string): Promise<Finding> {
  const path = `/environments/${environment}`;
  const found = await requestGitHub(repository, path, Environment).catch((error: Error) => {
    if (error.cause === 404) return null;
    throw error;
  });
  if (found === null) return failure("reviewers", `there is no environment ${environment}`, NO_REVIEWER);
  const rule = found.protection_rules.find(({ type }) => type === "required_reviewers");
  const count = rule?.reviewers?.length ?? 0;
  if (count > 0) return ok("reviewers", `${count} of whom one has to say yes`);
  return failure("reviewers", `${environment} has no required reviewers, so nobody was asked`, NO_REVIEWER);
}

const Comparison = z.object({ status: z.enum(["ahead", "behind", "diverged", "identical"]) });

/** Whether the commit is main's newest or one of its ancestors. */
async function checkAncestor(repository: Repository, commit: string): Promise<Finding> {
  const { status } = await requestGitHub(repository, `/compare/main...${commit}`, Comparison);
  if (status === "identical" || status === "behind") return ok("commit", `${commit} is of main`);
  return failure(
    "commit",
    `${commit} is not of main (${status})`,
    "merge it first: production takes what was reviewed",
  );
}

/** What production demands of GitHub; staging takes any commit. What can't be read has failed. */
export async function checkGate(repository: Repository, environment: string, commit: string): Promise<Finding[]> {
  if (environment !== "production") return [ok("gate", `${environment} takes any commit`)];
  const checks = { reviewers: checkReviewers(repository, environment), commit: checkAncestor(repository, commit) };
  return Promise.all(
    Object.entries(checks).map(([what, check]) => check.catch((error: Error) => failure(what, error.message))),
  );
}

/** `npm run gate`: the first step of a deploying job. */
async function gate(): Promise<void> {
  const environment = readCommand(USAGE, () => {
    const { values } = parseArgs({ options: { env: { type: "string" } } });
    return readEnvironment(values.env);
  });
  const repository = readRepository(process.env);
  const { commit } = await readGitState();
  if (!repository || commit === null) throw new PlainError("Not in a run of GitHub Actions: nothing to ask.");
  const findings = await checkGate(repository, environment, commit);
  console.log(describeFindings(findings));
  if (hasFailed(findings)) throw new PlainError(`Not deployed to ${environment}: the gate is closed.`);
}

if (import.meta.main) await main(gate);
