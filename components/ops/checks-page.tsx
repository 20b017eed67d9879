import type { OpsAlert } from "@/lib/schemas/ops";
import type { OpsChecks } from "@/lib/schemas/ops-answers";
import type { ActStep } from "@/lib/schemas/ops-form";
import { ActButton } from "./act-button";
import { worstFirst } from "./alert-order";
import { Breakable } from "./breakable";
import { FeedTable, MonitorTable } from "./check-tables";
import { Fact } from "./fact";
import { Heading, Section } from "./heading";
import { LimitTable } from "./limit-table";
import { remarkText } from "./remark-text";
import { RunSummary } from "./run-summary";
import { When, WhenOr } from "./when";

type Act = (before: ActStep, form: FormData) => Promise<ActStep>;
type Props = {
  checks: OpsChecks;
  names: Readonly<Record<string, string>>;
  acts: { acknowledge: Act; run: Act; invalidate: Act };
  /** Prefix of the request ids of this page's actions. */
  requestId: string;
};

/** Whether the platform's own jobs work, and the actions on them. */
export function ChecksPage({ checks, names, acts, requestId }: Props) {
  return (
    <>
      <Heading title="Checks" />
      <div className="space-y-8">
        <Section id="alerts" title="Alerts">
          <Alerts alerts={checks.alerts} acknowledge={acts.acknowledge} requestId={requestId} />
        </Section>
        <Section id="actions" title="Actions">
          <div className="flex flex-wrap gap-x-3 gap-y-2">
            <ActButton
              action={acts.run}
              fields={{ job: "prober" }}
              requestId={`${requestId}-p`}
              label="Run the prober"
            />
            <ActButton
              action={acts.run}
              fields={{ job: "poller" }}
              requestId={`${requestId}-q`}
              label="Run the poller"
            />
            <ActButton action={acts.invalidate} fields={{}} requestId={`${requestId}-i`} label="Purge cache" />
          </div>
        </Section>
        <Platform checks={checks} />
        <Section id="monitors" title="Monitors">
          <MonitorTable checks={checks.checks} />
        </Section>
        <Section id="feeds" title="Partners’ feeds">
          <FeedTable feeds={checks.feeds} names={names} />
        </Section>
        <Section id="sign-ups" title="Sign-ups">
          <LimitTable limits={checks.sign_ups} />
        </Section>
        <Section id="runs" title="Cron runs">
          <RunSummary runs={checks.cron.runs} />
        </Section>
      </div>
    </>
  );
}

type AlertsProps = { alerts: readonly OpsAlert[]; acknowledge: Act; requestId: string };

function Alerts({ alerts, acknowledge, requestId }: AlertsProps) {
  if (alerts.length === 0) return <p className="text-muted">No alerts.</p>;
  return (
    <ul aria-label="Alerts" className="panel divide-y divide-line">
      {worstFirst(alerts).map((alert) => (
        <li
          key={alert.id}
          data-alert={alert.id}
          data-state={alert.closed_at ? "OPERATIONAL" : alert.severity === "critical" ? "DOWN" : "DEGRADED"}
          className="space-y-2 px-4 py-3 text-sm"
        >
          <p className="flex flex-wrap gap-x-3">
            <span className="font-medium text-state-ink">{alert.closed_at ? "closed" : alert.severity}</span>
            <span className="wrap-anywhere">{remarkText(alert.title)}</span>
          </p>
          <p className="flex flex-wrap gap-x-3 text-muted">
            <span>{alert.key}</span>
            <span>
              <When at={alert.opened_at} /> – <WhenOr at={alert.closed_at} otherwise="now" />
            </span>
            {alert.acknowledged_by && <span>acknowledged by {alert.acknowledged_by}</span>}
          </p>
          {!alert.closed_at && !alert.acknowledged_by && (
            <ActButton
              action={acknowledge}
              fields={{ alert: String(alert.id) }}
              requestId={`${requestId}-a${alert.id}`}
              label="Acknowledge"
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Platform({ checks }: { checks: OpsChecks }) {
  const { cron, reconciler, cache, flags, undelivered_alerts: undelivered } = checks;
  const seconds = `${cache.fresh_s} s fresh, ${cache.stale_s} s stale, ${cache.on_error_s} s if the origin fails`;
  return (
    <Section id="platform" title="Platform">
      <dl className="ops-facts panel px-4 py-2 text-sm">
        <Fact term="Cron">
          {cron.alive ? "running" : "not running"}, last run <WhenOr at={cron.last_finished_at} otherwise="never" />
        </Fact>
        <Fact term="Reconciler">
          {reconciler.configured ? "configured" : "not configured"}, read up to{" "}
          <WhenOr at={reconciler.looked_until} otherwise="never" />
          {reconciler.down_since && (
            <>
              , FreeScout has not answered since <When at={reconciler.down_since} />
            </>
          )}
        </Fact>
        <Fact term="Edge cache">
          {cache.kind === "none" ? "no cache" : "Workers Cache"}: {seconds}
        </Fact>
        <Fact term="Flags">
          <Breakable
            text={Object.entries(flags)
              .map(([name, on]) => `${name} ${on ? "on" : "off"}`)
              .join(", ")}
          />
        </Fact>
        <Fact term="Undelivered alerts">{undelivered}</Fact>
      </dl>
    </Section>
  );
}
