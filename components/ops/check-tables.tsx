import type { OpsChecks } from "@/lib/schemas/ops-answers";
import { spanText, When } from "./when";

/** Each monitor's last result. */
export function MonitorTable({ checks }: { checks: OpsChecks["checks"] }) {
  if (checks.length === 0) return <p className="text-muted">No monitor has run yet.</p>;
  return (
    <table className="ops-table">
      <thead>
        <tr>
          <th scope="col">Monitor</th>
          <th scope="col">Result</th>
          <th scope="col">Since</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check) => (
          <tr key={check.key} data-state={check.ok === null ? "UNKNOWN" : check.ok ? "OPERATIONAL" : "DOWN"}>
            <th scope="row">{check.key}</th>
            <td>
              <span className="font-medium text-state-ink">
                {check.ok === null ? "could not check" : check.ok ? "ok" : check.severity}
              </span>{" "}
              {check.summary}
            </td>
            <td>
              <When at={check.since} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The age of each partner's last good reading. */
export function FeedTable({ feeds, names }: { feeds: OpsChecks["feeds"]; names: Readonly<Record<string, string>> }) {
  return (
    <table className="ops-table">
      <thead>
        <tr>
          <th scope="col">Feed</th>
          <th scope="col">Last good reading</th>
          <th scope="col">Failures</th>
        </tr>
      </thead>
      <tbody>
        {feeds.map((feed) => (
          <tr key={feed.surface_id} data-state={feed.stale ? "DEGRADED" : "OPERATIONAL"}>
            <th scope="row">
              {names[feed.surface_id] ?? feed.surface_id} <span className="font-normal">{feed.kind}</span>
            </th>
            <td>
              <span className="font-medium text-state-ink">{feed.stale ? "stale" : "fresh"}</span>{" "}
              {feed.age_s === null ? "never" : `${spanText(feed.age_s * 1000)} ago`}
            </td>
            <td>
              {feed.failed_polls} {feed.failure}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The last cron runs, with the result of each job. */
export function RunTable({ runs }: { runs: OpsChecks["cron"]["runs"] }) {
  if (runs.length === 0) return <p className="text-muted">The cron has not run yet.</p>;
  return (
    <ul className="panel divide-y divide-line text-sm">
      {runs.map((run) => (
        <li key={`${run.scheduled_at} ${run.started_at}`} className="px-4 py-2">
          <details>
            <summary className="flex min-h-11 flex-wrap items-center gap-x-3">
              <When at={run.scheduled_at} />
              <span className="text-muted">
                {run.finished_at ? "finished " : "not finished"}
                {run.finished_at && <When at={run.finished_at} />}
              </span>
            </summary>
            <pre className="whitespace-pre-wrap text-muted text-xs wrap-anywhere">
              {JSON.stringify(run.jobs, null, 1)}
            </pre>
          </details>
        </li>
      ))}
    </ul>
  );
}
