import type { ReactNode } from "react";
import { type Copy, say } from "@/components/copy/say";
import { PageShell } from "@/components/ui/page-shell";
import { tabTitle } from "@/components/ui/site";
import { FeedHead } from "./feed-head";
import { Follow } from "./follow";
import type { Incident } from "./history-data";
import { IncidentItem } from "./incident-item";
import { groupByMonth, type IncidentMonth, monthText } from "./months";
import { Trail } from "./trail";

type Props = { copy: Copy; incidents: readonly Incident[]; now: number; notice?: ReactNode };

/** What happened in 90 days, by month. */
export function HistoryPage({ copy, incidents, now, notice }: Props) {
  const months = groupByMonth(incidents);
  return (
    <PageShell copy={copy} path="/history">
      <title>{tabTitle(say(copy, "history.title"))}</title>
      <FeedHead copy={copy} />
      {notice}
      <Trail copy={copy} />
      <h1 className="text-balance font-semibold text-headline">{say(copy, "history.title")}</h1>
      <p className="mt-2 max-w-prose text-muted">{say(copy, "history.range")}</p>
      {months.length > 1 && <MonthLinks copy={copy} months={months} />}
      <div className="mt-8 space-y-10">
        {months.length === 0 && <p className="panel p-4 text-muted sm:p-6">{say(copy, "history.none")}</p>}
        {months.map((month) => (
          <Month key={month.month} copy={copy} {...month} now={now} />
        ))}
        <Follow copy={copy} text={say(copy, "follow.all")} />
      </div>
    </PageShell>
  );
}

function MonthLinks({ copy, months }: { copy: Copy; months: IncidentMonth[] }) {
  return (
    <nav aria-label={say(copy, "history.months")} className="mt-4">
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {months.map(({ month, incidents }) => (
          <li key={month} className="tabular-nums">
            <a href={`#${month}`} className="link inline-block py-1">
              {monthText(copy, month)}
            </a>{" "}
            <span className="text-muted">{incidents.length}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Month({ copy, month, incidents, now }: IncidentMonth & { copy: Copy; now: number }) {
  return (
    <section id={month} aria-labelledby={`title-${month}`}>
      <h2 id={`title-${month}`} className="section-title mb-3">
        <a href={`#${month}`} className="rounded-sm hover:underline">
          <time dateTime={month}>{monthText(copy, month)}</time>
        </a>
      </h2>
      <ul className="panel divide-y divide-line">
        {incidents.map((incident) => (
          <IncidentItem key={incident.id} copy={copy} incident={incident} now={now} withName />
        ))}
      </ul>
    </section>
  );
}
