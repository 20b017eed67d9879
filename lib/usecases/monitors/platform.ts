import type { Context } from "@/lib/context";
import type { GithubWorkflow, HerokuApp } from "@/lib/schemas/monitors";
import {
  type Counts,
  type Finding,
  isEveryMinutes,
  isNightlyDue,
  isUnmade,
  type Known,
  loadKnown,
  NOT_DUE,
  readMonitors,
  record,
  retire,
} from "./checks";
import { GITHUB_KEYS, judgeRuns, lookAtRuns, runsKey } from "./github";
import {
  dynosKey,
  HEROKU_API_URL,
  type HerokuApi,
  isSampleDue,
  judgeApi,
  judgeDynos,
  judgeRelease,
  lookAtDynos,
  lookAtRelease,
  releaseKey,
} from "./heroku";
import { errorsKey, judgeErrors, lookAtErrors, type Project, projectsOf, SENTRY_KEYS } from "./sentry";

const RELEASE_RETRY_MINUTES = 5;
const SENTRY_EVERY_MINUTES = 60;
const SENTRY_MINUTE = 7;
const GITHUB_EVERY_MINUTES = 15;

/** The RCA's two monitors: dynos running (each 5 minutes; each minute while there are none), and nightly a release with a slug. */
export async function monitorHeroku(ctx: Context): Promise<Counts> {
  const token = ctx.env.value("HEROKU_API_TOKEN");
  if (token === null) return NOT_DUE;
  const apps = readMonitors().heroku_apps;
  const api = { base: ctx.env.value("HEROKU_API_URL") ?? HEROKU_API_URL, token };
  const known = await loadKnown(ctx);
  const found = await Promise.all(apps.flatMap((app) => herokuLooks(ctx, api, app, known)));
  if (found.length === 0) return NOT_DUE;
  const watched = apps.flatMap(({ name }) => [dynosKey(name), releaseKey(name)]);
  const health = judgeApi(known, found, watched, ctx.now);
  return record(ctx, [...found, health, ...retire(known, "heroku:", [...watched, health.key])]);
}

/** The looks at one app that are due now. */
function herokuLooks(ctx: Context, api: HerokuApi, app: HerokuApp, known: Known): Promise<Finding>[] {
  const { now } = ctx;
  const before = known.get(dynosKey(app.name));
  const isReleaseDue = isEveryMinutes(now, RELEASE_RETRY_MINUTES) && isNightlyDue(known.get(releaseKey(app.name)), now);
  const dynos = async () => judgeDynos(app, await lookAtDynos(ctx, api, app.name), { before, now });
  const release = async () => judgeRelease(app.name, await lookAtRelease(ctx, api, app.name));
  return [...(isSampleDue(before, now) ? [dynos()] : []), ...(isReleaseDue ? [release()] : [])];
}

/** Errors that Sentry took in within 24 h, in the 7th minute of each hour. */
export async function monitorSentry(ctx: Context): Promise<Counts> {
  const token = ctx.env.value("SENTRY_API_TOKEN");
  if (token === null || !isEveryMinutes(ctx.now, SENTRY_EVERY_MINUTES, SENTRY_MINUTE)) return NOT_DUE;
  const { organization, projects } = readMonitors().sentry;
  const watched = projectsOf(projects);
  const known = await loadKnown(ctx);
  const due = watched.filter((project) => isUnmade(known.get(errorsKey(project)), ctx.now));
  const look = async (project: Project) =>
    judgeErrors(project, await lookAtErrors(ctx, { token, organization, project }));
  return record(ctx, [...(await Promise.all(due.map(look))), ...retire(known, SENTRY_KEYS, watched.map(errorsKey))]);
}

/** The latest completed run of each watched workflow, each 15 minutes. */
export async function monitorGithub(ctx: Context): Promise<Counts> {
  const token = ctx.env.value("GITHUB_API_TOKEN");
  if (token === null || !isEveryMinutes(ctx.now, GITHUB_EVERY_MINUTES)) return NOT_DUE;
  const watched = readMonitors().github_workflows;
  const known = await loadKnown(ctx);
  const due = watched.filter((workflow) => isUnmade(known.get(runsKey(workflow)), ctx.now));
  const look = async (workflow: GithubWorkflow) => judgeRuns(workflow, await lookAtRuns(ctx, { token, workflow }));
  return record(ctx, [...(await Promise.all(due.map(look))), ...retire(known, GITHUB_KEYS, watched.map(runsKey))]);
}
