import { PageShell } from "@/components/ui/page-shell";
import { siteCopy } from "@/components/ui/site-copy";
import { FeedHead } from "./feed-head";
import { Follow } from "./follow";
import { historyCopy } from "./history-copy";
import type { Incident } from "./history-data";
import { IncidentItem } from "./incident-item";
import { groupByMonth, type IncidentMonth, monthText } from "./months";
import { Trail } from "./trail";

type Props = { incidents: readonly Incident[]; now: number };

/** What happened in 90 days, by month. */
export function HistoryPage({ incidents, now }: Props) {
  const months = groupByMonth(incidents);
  return (
    <PageShell>
      <title>{siteCopy.tab(historyCopy.history.title)}</title>
      <FeedHead />
      <Trail />
      <h1 className="text-balance font-semibold text-headline">{historyCopy.history.title}</h1>
      <p className="mt-2 max-w-prose text-muted">{historyCopy.history.range}</p>
      {months.length > 1 && <MonthLinks months={months} />}
      <div className="mt-8 space-y-10">
        {months.length === 0 && <p className="panel p-4 text-muted sm:p-6">{historyCopy.history.none}</p>}
        {months.map((month) => (
          <Month key={month.month} {...month} now={now} />
        ))}
        <Follow text={historyCopy.follow.all} />
      </div>
    </PageShell>
  );
}

function MonthLinks({ months }: { months: IncidentMonth[] }) {
  return (
    <nav aria-label={historyCopy.history.months} className="mt-4">
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {months.map(({ month, incidents }) => (
          <li key={month} className="tabular-nums">
            <a href={`#${month}`} className="link inline-block py-1">
              {monthText(month)}
            </a>{" "}
            <span className="text-muted">{incidents.length}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Month({ month, incidents, now }: IncidentMonth & { now: number }) {
  return (
    <section id={month} aria-labelledby={`title-${month}`}>
      <h2 id={`title-${month}`} className="section-title mb-3">
        <a href={`#${month}`} className="rounded-sm hover:underline">
          <time dateTime={month}>{monthText(month)}</time>
        </a>
      </h2>
      <ul className="panel divide-y divide-line">
        {incidents.map((incident) => (
          <IncidentItem key={incident.id} incident={incident} now={now} withName />
        ))}
      </ul>
    </section>
  );
}
