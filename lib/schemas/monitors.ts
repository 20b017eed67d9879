import * as z from "zod";

const named = (pattern: RegExp, what: string) => z.string().regex(pattern, `is not ${what}`);

/** A list of unique names, since each name is part of a check's key. */
const uniqueList = <T extends z.ZodType>(entry: T, toName: (entry: z.output<T>) => string) =>
  z.array(entry).refine((entries) => new Set(entries.map(toName)).size === entries.length, "must name each once");

/** The surface beside which the dashboard shows the figure, if there is one. */
const surface_id = z.string().optional();

/** A watched Heroku app; where it may sleep (Eco dynos), idle dynos count as running. `warning`: no fault of it is SEV-2. */
export const HerokuApp = z.strictObject({
  name: named(/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/, "the name of a Heroku app"),
  may_sleep: z.boolean().default(false),
  severity: z.enum(["critical", "warning"]).default("critical"),
  surface_id,
});
export type HerokuApp = z.infer<typeof HerokuApp>;

const SentryProject = z.strictObject({
  slug: named(/^[a-z0-9][a-z0-9_-]{0,99}$/, "a Sentry slug"),
  id: z.int().positive(),
  surface_id,
});

/** A watched GitHub Actions workflow, by its file's name, on one branch. */
export const GithubWorkflow = z.strictObject({
  repository: named(/^[\w-][\w.-]*\/[\w-][\w.-]*$/, "owner/name"),
  file: named(/^[\w-][\w.-]*\.ya?ml$/, "the name of a workflow's file"),
  branch: named(/^[\w.-]+(\/[\w.-]+)*$/, "a branch"),
  surface_id,
});
export type GithubWorkflow = z.infer<typeof GithubWorkflow>;

/** `config/monitors.json`: what the platform monitors check. If no Sentry project is named, all count as one. */
export const Monitors = z.strictObject({
  heroku_apps: uniqueList(HerokuApp, (app) => app.name),
  sentry: z.strictObject({
    organization: named(/^[a-z0-9][a-z0-9_-]{0,99}$/, "a Sentry slug"),
    projects: uniqueList(SentryProject, (project) => project.slug),
  }),
  github_workflows: uniqueList(GithubWorkflow, (workflow) => `${workflow.repository}:${workflow.file}`),
});
export type Monitors = z.infer<typeof Monitors>;
