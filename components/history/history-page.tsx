import type { ComponentProps } from "react";
import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import type { HistoryLine } from "@/lib/output/incidents";
import type { MeasuredOutage } from "@/lib/output/measured";
import type { Delays, PublicSurface } from "@/lib/schemas/public";
import { type Fallback, FallbackNotice, servedAt } from "./fallback-notice";
import { Follow } from "./follow";
import { HistoryCalendar } from "./history-calendar";
import { HistoryFilter } from "./history-filter";
import { IncidentItem } from "./incident-item";
import { MeasuredItem, measuredId } from "./measured-item";
import { groupByMonth, type HistoryMonth, monthsText, monthText } from "./months";
import { Trail } from "./trail";

type Props = {
  messages: Messages;
  incidents: readonly HistoryLine[];
  measured: readonly MeasuredOutage[];
  /** The days of the bars; null where this part has none. */
  calendar: ComponentProps<typeof HistoryCalendar>["calendar"] | null;
  /** The one surface that this is the history of. */
  surface: Pick<PublicSurface, "id" | "display_name"> | null;
  /** All surfaces, by id and name. */
  surfaces: ComponentProps<typeof HistoryFilter>["surfaces"];
  /** The months that this part goes over, as `2026-11`, newest first. */
  months: readonly string[];
  /** The month that this part of the history ends before; null where it is the newest part. */
  before: string | null;
  /** The month before which there is more; null where there is none. */
  older: string | null;
  /** Months of it are beyond what the fallback snapshot holds. */
  isPartial: boolean;
  /** There is no snapshot: nothing is known of any month. */
  isLost: boolean;
  /** How fast changes stood on the page, and subscribers were told, where that is known. */
  delays: Delays;
  now: number;
  fallback: Fallback;
};

/** What happened, by month. */
export function HistoryPage(props: Props) {
  const { messages, incidents, measured, calendar, surface, surfaces, months: span, before, now, fallback } = props;
  const { older, isPartial, isLost, delays } = props;
  const months = groupByMonth(incidents, measured);
  return (
    <>
      <FallbackNotice messages={messages} path="/history" fallback={fallback} />
      <Trail messages={messages} />
      <h1 className="text-balance font-semibold text-headline">{historyTitle(messages, surface)}</h1>
      <p className="mt-2 max-w-prose text-muted">{t(messages, "history.range")}</p>
      {measured.length > 0 && <p className="max-w-prose text-muted">{t(messages, "history.measured")}</p>}
      <HistoryFilter messages={messages} surfaces={surfaces} surfaceId={surface?.id ?? ""} before={before} />
      {calendar && (
        <div className="mt-6">
          <HistoryCalendar
            messages={messages}
            calendar={calendar}
            surfaceName={surface?.display_name}
            incidents={incidents}
            measured={measured}
          />
        </div>
      )}
      {months.length > 1 && <MonthLinks messages={messages} months={months} />}
      <div className="mt-8 space-y-10">
        {months.length === 0 && !isPartial && (
          <p className="panel p-4 text-muted sm:p-6">
            {t(messages, "history.noneIn", { months: monthsText(messages, span) })}
          </p>
        )}
        {months.map((month) => (
          <Month key={month.month} messages={messages} {...month} now={servedAt(now, fallback)} />
        ))}
        {isPartial && (
          <p className="panel p-4 text-muted sm:p-6">{t(messages, isLost ? "past.notNow" : "history.notNow")}</p>
        )}
        {before === null && <DelayTexts messages={messages} delays={delays} />}
        {(before || older) && (
          <Parts messages={messages} isNewest={before === null} older={older} surfaceId={surface?.id} />
        )}
        {surface && (
          <Follow
            messages={messages}
            text={t(messages, "follow.one", { surface: surface.display_name })}
            surfaceId={surface.id}
          />
        )}
      </div>
    </>
  );
}

/** How long changes took to the page, and to subscribers. */
function DelayTexts({ messages, delays: { page, notices } }: Pick<Props, "messages" | "delays">) {
  if (!page && !notices) return null;
  return (
    <div className="max-w-prose text-muted">
      {page && <p>{t(messages, "history.shown", { half: page.p50_seconds, most: page.p95_seconds })}</p>}
      {notices && <p>{t(messages, "history.told", { half: notices.p50_seconds, most: notices.p95_seconds })}</p>}
    </div>
  );
}

/** The title of the history, of all surfaces or of one. */
export const historyTitle = (messages: Messages, surface: Props["surface"]): string =>
  surface ? t(messages, "history.of", { surface: surface.display_name }) : t(messages, "history.title");

type PartsProps = { messages: Messages; isNewest: boolean; older: string | null; surfaceId: string | undefined };

/** The way to other parts of the history. */
function Parts({ messages, isNewest, older, surfaceId }: PartsProps) {
  const ofSurface: Record<string, string> = surfaceId === undefined ? {} : { surface: surfaceId };
  return (
    <nav aria-label={t(messages, "trail.history")} className="flex flex-wrap gap-x-6 gap-y-1">
      {!isNewest && (
        <a href={linkTo(messages, "/history", ofSurface)} className="link inline-block py-1">
          {t(messages, "history.newest")}
        </a>
      )}
      {older && (
        <a
          href={linkTo(messages, "/history", { before: older, ...ofSurface })}
          rel="next"
          className="link inline-block py-1"
        >
          {t(messages, "history.older")}
        </a>
      )}
    </nav>
  );
}

function MonthLinks({ messages, months }: { messages: Messages; months: HistoryMonth[] }) {
  return (
    <nav aria-label={t(messages, "history.months")} className="mt-4">
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {months.map(({ month, entries }) => (
          <li key={month}>
            <a href={`#${month}`} className="link inline-block py-1">
              {monthText(messages, month)}
            </a>{" "}
            <span className="text-muted">{entries.length}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Month({ messages, month, entries, now }: HistoryMonth & { messages: Messages; now: number }) {
  return (
    <section id={month} aria-labelledby={`title-${month}`}>
      <h2 id={`title-${month}`} className="section-title mb-3">
        <a href={`#${month}`} className="rounded-sm hover:underline">
          <time dateTime={month}>{monthText(messages, month)}</time>
        </a>
      </h2>
      <ul className="panel divide-y divide-line">
        {entries.map((entry) =>
          "incident" in entry ? (
            <IncidentItem key={entry.incident.id} messages={messages} incident={entry.incident} now={now} withName />
          ) : (
            <MeasuredItem key={measuredId(entry.outage)} messages={messages} outage={entry.outage} now={now} />
          ),
        )}
      </ul>
    </section>
  );
}
