import type { OpsChecks } from "@/lib/schemas/ops-answers";
import { Breakable } from "./breakable";
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
            <th scope="row">
              <Breakable text={check.key} />
            </th>
            <td data-label="Result">
              <span className="font-medium text-state-ink">
                {check.ok === null ? "could not check" : check.ok ? "ok" : check.severity}
              </span>{" "}
              {check.summary}
            </td>
            <td data-label="Since">
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
              {names[feed.surface_id] ?? feed.surface_id} <span className="ops-tag font-normal">{feed.kind}</span>
            </th>
            <td data-label="Last good reading">
              <span className="font-medium text-state-ink">{feed.stale ? "stale" : "fresh"}</span>,{" "}
              {feed.age_s === null ? "never read" : `${spanText(feed.age_s * 1000)} ago`}
            </td>
            <td data-label="Failures">
              {feed.failed_polls} {feed.failure}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
