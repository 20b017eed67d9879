import type { Context } from "@/lib/context";
import type { GithubWorkflow } from "@/lib/schemas/monitors";
import {
  GITHUB_API_URL,
  parseWorkflowRuns,
  type WorkflowRun,
  workflowRunsRequest,
} from "@/lib/sources/github/workflow-runs";
import { askJson, type Failure, UNEXPECTED } from "./monitor-ask";
import type { Finding } from "./monitor-record";

export const GITHUB_KEYS = "github:";

export const runsKey = ({ repository, file }: GithubWorkflow): string => `${GITHUB_KEYS}${repository}:${file}`;

/** Asks for the latest completed run of a workflow. */
export async function lookAtRuns(
  ctx: Context,
  question: { token: string; workflow: GithubWorkflow },
): Promise<WorkflowRun | "none" | Failure> {
  const base = ctx.env.value("GITHUB_API_URL") ?? GITHUB_API_URL;
  const answer = await askJson(ctx, workflowRunsRequest({ base, ...question }));
  return "failure" in answer ? answer : (parseWorkflowRuns(answer.body) ?? UNEXPECTED);
}

/** A failed run is an alert; a workflow that never ran on its branch, or that can't be asked about, is unknown. */
export function judgeRuns(workflow: GithubWorkflow, seen: WorkflowRun | "none" | Failure): Finding {
  const { repository, file, branch } = workflow;
  const check = { key: runsKey(workflow), severity: "warning" as const };
  if (seen === "none") return { ...check, ok: null, summary: `Has never completed a run on ${branch}`, details: {} };
  if ("failure" in seen)
    return { ...check, ok: null, summary: `Could not look: ${seen.failure}`, details: { failure: seen.failure } };
  const details = {
    conclusion: seen.conclusion,
    html_url: seen.htmlUrl,
    head_sha: seen.headSha,
    run_started_at: seen.startedAt,
  };
  const alert = seen.failed ? `${file} failed on ${branch} of ${repository} (${seen.conclusion})` : null;
  return { ...check, ok: !seen.failed, summary: `Latest run on ${branch}: ${seen.conclusion}`, details, alert };
}
