import type { OpsChecks } from "@/lib/schemas/ops-answers";
import { spanText, When } from "./when";

type Run = OpsChecks["cron"]["runs"][number];
type Job = { ok?: boolean; ms?: number } & Record<string, unknown>;

/** The last cron runs in a line, those in which something failed, and each run's jobs on request. */
export function RunSummary({ runs }: { runs: readonly Run[] }) {
  const [newest] = runs;
  if (newest === undefined) return <p className="text-muted">The cron has not run yet.</p>;
  const failed = runs.filter((run) => listFailed(run, run === newest).length > 0);
  const tookMs = runs.flatMap((run) => took(run) ?? []).toSorted((a, b) => a - b);
  const times =
    tookMs.length > 0 && `, ${spanText(tookMs[tookMs.length >> 1] ?? 0)} each, ${spanText(tookMs.at(-1) ?? 0)} at most`;
  return (
    <div className="space-y-3 text-sm">
      <p data-runs>
        {runs.length} runs since <When at={runs.at(-1)?.scheduled_at ?? newest.scheduled_at} />:{" "}
        {failed.length === 0 ? "nothing failed" : `${failed.length} with a failure`}
        {times}.
      </p>
      {failed.length > 0 && (
        <ul aria-label="Runs with a failure" className="panel divide-y divide-line">
          {failed.map((run) => (
            <li key={run.scheduled_at} data-state="DOWN" className="flex flex-wrap gap-x-3 px-4 py-2">
              <When at={run.scheduled_at} />
              <span className="font-medium text-state-ink">{listFailed(run, run === newest).join(", ")}</span>
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary className="link inline-flex min-h-11 items-center">All runs</summary>
        <ul className="panel divide-y divide-line">
          {runs.map((run) => (
            <li key={run.scheduled_at} className="px-4 py-2">
              <p>
                <When at={run.scheduled_at} /> <span className="text-muted">{tookText(run)}</span>
              </p>
              <ul className="text-muted text-xs">
                {listJobs(run).map(([name, job]) => (
                  <li key={name} className="wrap-anywhere">
                    {name}: {jobText(job)}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

const listJobs = ({ jobs }: Run): [string, Job][] => Object.entries((jobs ?? {}) as Record<string, Job>);

const took = ({ started_at: from, finished_at: to }: Run): number | null =>
  to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from));

function tookText(run: Run): string {
  const ms = took(run);
  return ms === null ? "not finished" : `took ${spanText(ms)}`;
}

/** What failed in a run; the newest may still be under way. */
function listFailed(run: Run, isNewest: boolean): string[] {
  const jobs = listJobs(run)
    .filter(([, job]) => job.ok === false)
    .map(([name]) => `${name} failed`);
  return [...jobs, ...(run.finished_at === null && !isNewest ? ["did not finish"] : [])];
}

function jobText({ ok, ms, ...counts }: Job): string {
  const state = ok === undefined ? [] : [ok ? "ok" : "failed"];
  const figures = Object.entries(counts).map(([name, value]) => `${name.replaceAll("_", " ")} ${value}`);
  return [...state, ...(ms === undefined ? [] : [`${ms} ms`]), ...figures].join(", ");
}
