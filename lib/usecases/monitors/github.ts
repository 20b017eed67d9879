import * as z from "zod";
import type { Context } from "@/lib/context";
import type { GithubWorkflow } from "@/lib/schemas/monitors";
import { askJson, type Failure, type Finding, UNEXPECTED, unheard } from "./checks";

const GITHUB_API_URL = "https://api.github.com";

/** How many completed runs are asked for: the newest may say nothing. */
const NEWEST = 5;
const FAILED: readonly string[] = ["failure", "timed_out", "startup_failure"];
/** Conclusions of runs that never came to an end of their own: no failure, and no success either. */
const SILENT: readonly string[] = ["cancelled", "stale", "action_required"];

const Runs = z.object({
  workflow_runs: z.array(
    z.object({
      conclusion: z.string().nullable(),
      html_url: z.url({ protocol: /^https?$/ }),
      head_sha: z.string().regex(/^[0-9a-f]{7,64}$/),
      run_started_at: z.iso.datetime({ offset: true }),
    }),
  ),
});

type WorkflowRun = { conclusion: string; htmlUrl: string; headSha: string; startedAt: string; failed: boolean };

type Question = { base: string; token: string; workflow: GithubWorkflow };

export function workflowRunsRequest({ base, token, workflow: { repository, file, branch } }: Question) {
  const query = new URLSearchParams({ branch, status: "completed", per_page: String(NEWEST) });
  const path = `/repos/${repository}/actions/workflows/${encodeURIComponent(file)}/runs`;
  return {
    url: `${base.replace(/\/+$/, "")}${path}?${query}`,
    headers: {
      Accept: "application/vnd.github+json",
      Authorization: `Bearer ${token}`,
      "X-GitHub-Api-Version": "2022-11-28",
    },
  };
}

/** The newest completed run that says something (a cancelled one does not), else the newest; "none" without any run. */
export function parseWorkflowRuns(body: unknown): WorkflowRun | "none" | null {
  const parsed = Runs.safeParse(body);
  if (!parsed.success) return null;
  const runs = parsed.data.workflow_runs.flatMap(({ conclusion, html_url, head_sha, run_started_at }) =>
    conclusion === null
      ? []
      : [
          {
            conclusion,
            htmlUrl: html_url,
            headSha: head_sha,
            startedAt: run_started_at,
            failed: FAILED.includes(conclusion),
          },
        ],
  );
  return runs.find(({ conclusion }) => !SILENT.includes(conclusion)) ?? runs[0] ?? "none";
}

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
  if ("failure" in seen) return { ...check, ...unheard(seen) };
  const details = {
    conclusion: seen.conclusion,
    html_url: seen.htmlUrl,
    head_sha: seen.headSha,
    run_started_at: seen.startedAt,
  };
  const alert = seen.failed ? `${file} failed on ${branch} of ${repository} (${seen.conclusion})` : null;
  return { ...check, ok: !seen.failed, summary: `Latest run on ${branch}: ${seen.conclusion}`, details, alert };
}
