import { type Messages, t } from "@/components/messages/t";
import { toEvents } from "@/components/uptime/day-events";
import { DayLegend } from "@/components/uptime/day-legend";
import { DayList } from "@/components/uptime/day-list";
import { UptimeFigures } from "@/components/uptime/uptime-figures";
import type { Day } from "@/lib/core/uptime/days";
import type { Outage } from "@/lib/core/uptime/outages";
import type { UptimeFigures as Figures, Incident, MaintenanceWindow, PublicSurface } from "@/lib/schemas/public";
import { type Fallback, FallbackNotice, servedAt } from "./fallback-notice";
import { Follow } from "./follow";
import { MeasuredOutages } from "./measured-outages";
import { SurfaceBadge } from "./surface-badge";
import { SurfaceIncidents } from "./surface-incidents";
import { SurfaceSummary } from "./surface-summary";
import { SurfaceWindows } from "./surface-windows";
import { Trail } from "./trail";

type Props = {
  messages: Messages;
  surface: PublicSurface;
  isProbed: boolean;
  /** Null, as windows, where nothing is known of them. */
  incidents: readonly Incident[] | null;
  windows: readonly MaintenanceWindow[] | null;
  now: number;
  days: readonly Day[];
  /** Null while uptime is not public. */
  figures: Figures | null;
  /** Outages that only monitoring has seen, newest first. */
  measured: readonly Outage[];
  fallback: Fallback;
};

/** One surface: its state, its maintenance, its incidents, and how to follow it. */
export function SurfacePage(props: Props) {
  const { messages, surface, isProbed, incidents, windows, now, days, figures, measured, fallback } = props;
  return (
    <>
      <FallbackNotice messages={messages} path={`/surfaces/${surface.id}`} fallback={fallback} />
      <Trail messages={messages} />
      <SurfaceSummary messages={messages} surface={surface} isProbed={isProbed} />
      <div className="mt-10 space-y-10">
        <section aria-labelledby="uptime">
          <h2 id="uptime" className="section-title mb-3">
            {t(messages, "uptime.title")}
          </h2>
          <div className="panel space-y-6 p-4 sm:p-6">
            {figures && <UptimeFigures messages={messages} figures={figures} />}
            <DayList messages={messages} days={days} events={toEvents(incidents ?? [], measured)} />
            <DayLegend messages={messages} />
          </div>
        </section>
        <SurfaceWindows messages={messages} surface={surface} windows={windows} now={now} />
        <SurfaceIncidents messages={messages} incidents={incidents} days={days} now={servedAt(now, fallback)} />
        {measured.length > 0 && (
          <MeasuredOutages messages={messages} outages={measured} now={servedAt(now, fallback)} />
        )}
        <Follow
          messages={messages}
          text={t(messages, "follow.one", { surface: surface.display_name })}
          surfaceId={surface.id}
        >
          <SurfaceBadge messages={messages} surface={surface} />
        </Follow>
      </div>
    </>
  );
}
