import type { selectChecks } from "@/db/queries/ops-checks";
import { readMonitors } from "@/lib/usecases/monitors/checks";
import { runsKey } from "@/lib/usecases/monitors/github";
import { dynosKey, releaseKey } from "@/lib/usecases/monitors/heroku";
import { errorsKey } from "@/lib/usecases/monitors/sentry";

type CheckRow = Awaited<ReturnType<typeof selectChecks>>[number];
type Details = Record<string, unknown>;

/** The figures of §6b that platform monitors bring, for the surfaces that config/monitors.json names beside them. */
export function figuresOf(rows: readonly CheckRow[]) {
  const monitors = readMonitors();
  const details = new Map(rows.map((row) => [row.checkKey, JSON.parse(row.details) as Details]));
  const summaries = new Map(rows.map((row) => [row.checkKey, row]));
  return (surfaceId: string) => {
    const named = <T extends { surface_id?: string }>(list: readonly T[]) =>
      list.find((each) => each.surface_id === surfaceId);
    const [app, project] = [named(monitors.heroku_apps), named(monitors.sentry.projects)];
    const workflow = named(monitors.github_workflows);
    const errors = project && details.get(errorsKey(project))?.errors_24h;
    const dynos = app && summaries.get(dynosKey(app.name));
    const runs = workflow && summaries.get(runsKey(workflow));
    return {
      sentry_errors_24h: typeof errors === "number" ? errors : null,
      build_status: runs ? { ...details.get(runs.checkKey), ok: runs.ok, summary: runs.summary } : null,
      last_deploy: app ? deployOf(details.get(releaseKey(app.name)), dynos?.summary) : null,
    };
  };
}

function deployOf(release: Details | undefined, dynos: string | undefined): Details | null {
  const deploy = release?.last_deploy;
  return deploy && typeof deploy === "object" ? { ...deploy, ...(dynos ? { dynos } : {}) } : null;
}
