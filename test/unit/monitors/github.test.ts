import { expect, test } from "vitest";
import { judgeRuns, parseWorkflowRuns, workflowRunsRequest } from "@/lib/services/monitors/github";
import { fixture, GARBAGE } from "./support";

const WORKFLOW = { repository: "raxx-app/TradeMasterAPI", file: "deploy-heroku.yml", branch: "main" };
const judge = (name: string) => judgeRuns(WORKFLOW, parseWorkflowRuns(fixture(name)) ?? { failure: "test" });

test("completed runs on the branch are asked for", () => {
  const { url } = workflowRunsRequest({ base: "https://api.github.com", token: "t", workflow: WORKFLOW });
  const { pathname, searchParams } = new URL(url);
  expect(pathname).toBe("/repos/raxx-app/TradeMasterAPI/actions/workflows/deploy-heroku.yml/runs");
  expect(Object.fromEntries(searchParams)).toEqual({ branch: "main", status: "completed", per_page: "30" });
});

test("a success is well, whatever came before it", () => {
  expect(judge("github-runs-success")).toMatchObject({
    key: "github:raxx-app/TradeMasterAPI:deploy-heroku.yml",
    ok: true,
    alert: null,
    details: {
      conclusion: "success",
      html_url: "https://github.com/raxx-app/TradeMasterAPI/actions/runs/30433603",
      run_started_at: "2026-11-18T11:43:05Z",
    },
  });
});

test("a failure is a warning", () => {
  expect(judge("github-runs-failure")).toMatchObject({
    ok: false,
    severity: "warning",
    alert: "deploy-heroku.yml failed on main of raxx-app/TradeMasterAPI (failure)",
  });
});

test("where every run was cancelled, nothing is known", () => {
  const finding = judge("github-runs-cancelled");
  expect(finding).toMatchObject({ ok: null, summary: "No run on main has failed or succeeded of late" });
  expect(finding.alert).toBeUndefined();
});

test.each(["cancelled", "skipped", "neutral", "stale", "action_required", "a word of tomorrow"])(
  "a run that ended as %s does not hide the failure before it",
  (conclusion) => {
    const body = fixture("github-runs-cancelled-after-failure") as { workflow_runs: { conclusion: string }[] };
    for (const run of body.workflow_runs.slice(0, -1)) run.conclusion = conclusion;
    expect(judgeRuns(WORKFLOW, parseWorkflowRuns(body) ?? { failure: "test" })).toMatchObject({
      ok: false,
      alert: "deploy-heroku.yml failed on main of raxx-app/TradeMasterAPI (timed_out)",
    });
  },
);

test("a run without a conclusion is passed over", () => {
  expect(judge("github-runs-still-running")).toMatchObject({ ok: true, details: { conclusion: "success" } });
});

test("a workflow that never ran is unknown", () => {
  const finding = judge("github-runs-none");
  expect(finding).toMatchObject({ ok: null, summary: "Has never completed a run on main" });
  expect(finding.alert).toBeUndefined();
});

test.each([...GARBAGE, []].map((body) => [body]))("garbage says nothing: %j", (body) => {
  expect(parseWorkflowRuns(body)).toBeNull();
});

test("a link that is not to a web page is refused", () => {
  const run = {
    conclusion: "success",
    html_url: "javascript:alert(1)",
    head_sha: "acb5820",
    run_started_at: "2026-11-18T11:40:00Z",
  };
  expect(parseWorkflowRuns({ workflow_runs: [run] })).toBeNull();
});
