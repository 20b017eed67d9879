import { type Copy, say } from "@/components/copy/say";
import { DayLegend } from "@/components/uptime/day-legend";
import { DayList } from "@/components/uptime/day-list";
import { UptimeFigures } from "@/components/uptime/uptime-figures";
import type { UptimeFigures as Figures, Incident, MaintenanceWindow, PublicSurface } from "@/lib/schemas/public";
import type { Day } from "@/lib/uptime/days";
import { type Fallback, FallbackNotice } from "./fallback-notice";
import { Follow } from "./follow";
import { SurfaceBadge } from "./surface-badge";
import { SurfaceIncidents } from "./surface-incidents";
import { SurfaceSummary } from "./surface-summary";
import { SurfaceWindows } from "./surface-windows";
import { Trail } from "./trail";

type Props = {
  copy: Copy;
  surface: PublicSurface;
  incidents: readonly Incident[];
  windows: readonly MaintenanceWindow[];
  now: number;
  days: readonly Day[];
  figures: Figures;
  fallback: Fallback;
};

/** One surface: its state, its maintenance, its incidents, and how to follow it. */
export function SurfacePage({ copy, surface, incidents, windows, now, days, figures, fallback }: Props) {
  return (
    <>
      <FallbackNotice copy={copy} path={`/surfaces/${surface.id}`} fallback={fallback} />
      <Trail copy={copy} />
      <SurfaceSummary copy={copy} surface={surface} />
      <div className="mt-10 space-y-10">
        <section aria-labelledby="uptime">
          <h2 id="uptime" className="section-title mb-3">
            {say(copy, "uptime.title")}
          </h2>
          <div className="panel space-y-6 p-4 sm:p-6">
            <UptimeFigures copy={copy} figures={figures} />
            <DayList copy={copy} days={days} />
            <DayLegend copy={copy} />
          </div>
        </section>
        <SurfaceWindows copy={copy} surface={surface} windows={windows} />
        <SurfaceIncidents copy={copy} incidents={incidents} now={now} />
        <Follow copy={copy} text={say(copy, "follow.one", { surface: surface.display_name })} surfaceId={surface.id}>
          <SurfaceBadge copy={copy} surface={surface} />
        </Follow>
      </div>
    </>
  );
}
