import * as z from "zod";
import type { Context } from "@/lib/platform/context";
import type { GithubWorkflow } from "@/lib/schemas/monitors";
import { type Failure, fetchJson, unknownBecause } from "./ask-json";
import { type Counts, checkEach, type Finding, isEveryMinutes, NOT_DUE, readMonitors } from "./checks";

const GITHUB_API_URL = "https://api.github.com";

/** How many completed runs are requested: the newest may have been cancelled or skipped, which proves nothing. */
const NEWEST = 30;
const FAILED: readonly string[] = ["failure", "timed_out", "startup_failure"];
/** Conclusions that say how a run went. Any other (cancelled, skipped, neutral, …) says nothing about the workflow. */
const DECISIVE: readonly string[] = ["success", ...FAILED];

const Run = z.object({
  conclusion: z.string().nullable(),
  html_url: z.url({ protocol: /^https?$/ }),
  head_sha: z.string().regex(/^[0-9a-f]{7,64}$/),
  run_started_at: z.iso.datetime({ offset: true }),
});
const Runs = z.object({ workflow_runs: z.array(Run) });

type LatestRun = (z.infer<typeof Run> & { conclusion: string }) | "undecided" | "none";

type RunsQuery = { base: string; token: string; workflow: GithubWorkflow };

export function workflowRunsRequest({ base, token, workflow: { repository, file, branch } }: RunsQuery) {
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

/** The newest completed run that failed or succeeded; "undecided" where none of them did either, "none" without any run. */
export function parseWorkflowRuns(body: unknown): LatestRun | null {
  const parsed = Runs.safeParse(body);
  if (!parsed.success) return null;
  const runs = parsed.data.workflow_runs.flatMap(({ conclusion, ...run }) =>
    conclusion === null ? [] : [{ conclusion, ...run }],
  );
  return runs.find(({ conclusion }) => DECISIVE.includes(conclusion)) ?? (runs.length > 0 ? "undecided" : "none");
}

const KEYS = "github:";

/** The key of a workflow's check. */
export const runsKey = ({ repository, file }: GithubWorkflow): string => `${KEYS}${repository}:${file}`;

/** A failed run is an alert; a workflow of which no run failed or succeeded, or whose request failed, is unknown, and leaves its alert. */
export function judgeRuns(workflow: GithubWorkflow, latest: LatestRun | Failure): Finding {
  const { repository, file, branch } = workflow;
  const check = { key: runsKey(workflow), severity: "warning" as const };
  if (latest === "none") return { ...check, ok: null, summary: `Has never completed a run on ${branch}`, details: {} };
  if (latest === "undecided")
    return { ...check, ok: null, summary: `No run on ${branch} has failed or succeeded of late`, details: {} };
  if ("failure" in latest) return { ...check, ...unknownBecause(latest) };
  const { conclusion } = latest;
  const ok = !FAILED.includes(conclusion);
  const alert = ok ? null : `${file} failed on ${branch} of ${repository} (${conclusion})`;
  return { ...check, ok, summary: `Latest run on ${branch}: ${conclusion}`, details: latest, alert };
}

const EVERY_MINUTES = 15;

/** Checks the latest completed run of each watched workflow, every 15 minutes. */
export async function monitorGithub(ctx: Context): Promise<Counts> {
  const token = ctx.env.value("GITHUB_API_TOKEN");
  if (token === null || !isEveryMinutes(ctx.now, EVERY_MINUTES)) return NOT_DUE;
  const base = ctx.env.value("GITHUB_API_URL") ?? GITHUB_API_URL;
  return checkEach(ctx, {
    prefix: KEYS,
    watched: readMonitors().github_workflows,
    toKey: runsKey,
    check: async (workflow) =>
      judgeRuns(workflow, await fetchJson(ctx, workflowRunsRequest({ base, token, workflow }), parseWorkflowRuns)),
  });
}
