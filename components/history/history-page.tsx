import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import type { Incident } from "@/lib/schemas/public";
import { type Fallback, FallbackNotice } from "./fallback-notice";
import { Follow } from "./follow";
import { IncidentItem } from "./incident-item";
import { groupByMonth, type IncidentMonth, monthText } from "./months";
import { Trail } from "./trail";

type Props = {
  copy: Copy;
  incidents: readonly Incident[];
  /** The month that this part of the history ends before; null where it is the newest part. */
  before: string | null;
  /** The month before which there is more; null where there is none. */
  older: string | null;
  now: number;
  fallback: Fallback;
};

/** What happened, by month. */
export function HistoryPage({ copy, incidents, before, older, now, fallback }: Props) {
  const months = groupByMonth(incidents);
  return (
    <>
      <FallbackNotice copy={copy} path="/history" fallback={fallback} />
      <Trail copy={copy} />
      <h1 className="text-balance font-semibold text-headline">{say(copy, "history.title")}</h1>
      <p className="mt-2 max-w-prose text-muted">{say(copy, "history.range")}</p>
      {months.length > 1 && <MonthLinks copy={copy} months={months} />}
      <div className="mt-8 space-y-10">
        {months.length === 0 && <p className="panel p-4 text-muted sm:p-6">{say(copy, "history.noneHere")}</p>}
        {months.map((month) => (
          <Month key={month.month} copy={copy} {...month} now={now} />
        ))}
        {(before || older) && <Parts copy={copy} isNewest={before === null} older={older} />}
        <Follow copy={copy} text={say(copy, "follow.all")} />
      </div>
    </>
  );
}

/** The way to other parts of the history. */
function Parts({ copy, isNewest, older }: { copy: Copy; isNewest: boolean; older: string | null }) {
  return (
    <nav aria-label={say(copy, "trail.history")} className="flex flex-wrap gap-x-6 gap-y-1">
      {!isNewest && (
        <a href={linkTo(copy, "/history")} className="link inline-block py-1">
          {say(copy, "history.newest")}
        </a>
      )}
      {older && (
        <a href={linkTo(copy, "/history", { before: older })} rel="next" className="link inline-block py-1">
          {say(copy, "history.older")}
        </a>
      )}
    </nav>
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
