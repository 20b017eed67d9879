import type { OpsSource, OpsSurface } from "@/lib/schemas/ops";
import { Breakable } from "./breakable";
import { Fact } from "./fact";
import { Sparkline } from "./sparkline";
import { StateLabel } from "./state-label";
import { agoText, spanText, When } from "./when";

type Props = { surface: OpsSurface; now: string };

export const SOURCE_NAMES: Record<OpsSource["source"], string> = {
  prober: "Prober",
  freescout: "Tickets",
  "3p_poller": "Partner’s feed",
  manual: "Operator",
  schedule: "Maintenance",
};

const STANDINGS: Record<OpsSource["standing"], string> = {
  decides: "deciding",
  outranked: "less severe than the deciding source",
  masked: "suppressed by an override or maintenance",
  muted: "ignored until its next report",
  silent: "no claim",
};

/** Why a surface has its state: each source's last report with its age, the deciding one first. */
export function Sources({ surface }: { surface: OpsSurface }) {
  return (
    <ul aria-label="Sources" className="divide-y divide-line text-sm">
      {surface.sources.map((source) => (
        <li key={source.source} data-source={source.source} className="py-1.5">
          <p className="flex flex-wrap items-center gap-x-3">
            <span className={source.standing === "decides" ? "font-semibold" : ""}>{SOURCE_NAMES[source.source]}</span>
            <span className={source.standing === "decides" ? "ops-tag font-semibold" : "text-muted"}>
              {STANDINGS[source.standing]}
            </span>
            <span className="inline-flex flex-wrap gap-x-3">
              {source.state && <StateLabel state={source.state} />}
              <span className="text-muted tabular-nums">
                {source.age_s === null ? "no report" : `${spanText(source.age_s * 1000)} ago`}
              </span>
            </span>
          </p>
          {source.because && <p className="text-muted">{source.because}</p>}
        </li>
      ))}
    </ul>
  );
}

/** What was measured: the prober's last probe, the partner's feed, the monitors' figures, the open tickets. */
export function Facts({ surface, now }: Props) {
  const facts = listFacts(surface, now);
  return (
    <div className="space-y-3 text-sm">
      <Sparkline probes={surface.probes} now={now} />
      {facts.length > 0 && (
        <dl className="ops-facts">
          {facts.map(([term, text]) => (
            <Fact key={term} term={term}>
              <Breakable text={text} />
            </Fact>
          ))}
        </dl>
      )}
      <Feed surface={surface} now={now} />
      <Tickets surface={surface} />
    </div>
  );
}

/** The last probe in one line, or null for a surface without probes. */
export function probeText(surface: OpsSurface): string | null {
  if (surface.last_probe_at === null) return null;
  const { last_probe_status_code: code, last_probe_latency_ms: ms, last_probe_error: error } = surface;
  const parts = [
    surface.last_probe_ok ? "ok" : "failed",
    code && `HTTP ${code}`,
    ms !== null && `${ms} ms`,
    error !== `HTTP ${code}` && error,
  ];
  return parts.filter(Boolean).join(" · ");
}

function listFacts(surface: OpsSurface, now: string): [string, string][] {
  const { probe_ok_streak: good, probe_fail_streak: bad, sentry_errors_24h: errors } = surface;
  const probe = probeText(surface);
  const streak = bad > 0 ? `${bad} failures in a row` : `${good} good in a row`;
  const facts: [string, string | null][] = [
    ["Last probe", probe && surface.last_probe_at && `${probe} · ${agoText(surface.last_probe_at, now)} · ${streak}`],
    ["From outside", surface.outside && `${surface.outside.summary} · ${agoText(surface.outside.checked_at, now)}`],
    ["Probed address", surface.probe_url],
    ["Sentry errors, 24 h", errors === null ? null : String(errors)],
    ["Build", surface.build_status && JSON.stringify(surface.build_status)],
    ["Last deploy", surface.last_deploy && JSON.stringify(surface.last_deploy)],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

function Feed({ surface: { partner_feed: feed, partner_name: partner }, now }: Props) {
  if (feed === null) return null;
  const age = feed.good_at === null ? "never read" : `read ${agoText(feed.good_at, now)}`;
  return (
    <div>
      <p className="flex flex-wrap gap-x-3">
        <span className="font-medium">{partner ?? "Partner"}’s feed</span>
        {feed.reading && <StateLabel state={feed.reading} />}
        <span className="text-muted">{age}</span>
        {feed.failed_polls > 0 && (
          <span className="text-muted">
            {feed.failed_polls} polls failed{feed.failure && `: ${feed.failure}`}
          </span>
        )}
      </p>
      {feed.incident_titles.length > 0 && (
        <ul aria-label="The partner’s own incidents" className="list-disc ps-5 text-muted">
          {feed.incident_titles.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Tickets({ surface: { id, open_tickets: tickets } }: { surface: OpsSurface }) {
  if (tickets.length === 0) return null;
  return (
    <ul aria-label="Open tickets" className="space-y-1">
      {tickets.map((ticket) => (
        <li key={`${ticket.freescout_ticket_id} ${ticket.updated_at}`}>
          <span className="flex flex-wrap items-center gap-x-3">
            {ticket.is_operators ? (
              <a
                href={`/ops/incidents?surface=${id}&open=1`}
                className="link inline-flex min-h-11 items-center font-medium"
              >
                Operator’s incident
              </a>
            ) : (
              <TicketLink id={ticket.freescout_ticket_id} url={ticket.url} />
            )}
            <span>{ticket.severity}</span>
            {ticket.counts_as !== ticket.severity && <span className="text-muted">counts as {ticket.counts_as}</span>}
            <span className="text-muted">
              <When at={ticket.updated_at} />
            </span>
          </span>
          {ticket.public_note && <span className="block wrap-anywhere">“{ticket.public_note}”</span>}
        </li>
      ))}
    </ul>
  );
}

/** A ticket by its number, linked where FreeScout's address is configured. */
export function TicketLink({ id, url }: { id: number | null; url: string | null }) {
  const name = id === null ? "Ticket without a number" : `Ticket ${id}`;
  if (url === null) return <span className="font-medium">{name}</span>;
  return (
    <a href={url} className="link inline-flex min-h-11 items-center font-medium" rel="noreferrer">
      {name}
    </a>
  );
}
