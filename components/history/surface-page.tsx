import { PageShell } from "@/components/ui/page-shell";
import { siteCopy } from "@/components/ui/site-copy";
import type { PublicSurface } from "@/lib/schemas/public";
import { FeedHead } from "./feed-head";
import { Follow } from "./follow";
import { historyCopy } from "./history-copy";
import type { Incident, MaintenanceWindow } from "./history-data";
import { SurfaceBadge } from "./surface-badge";
import { SurfaceIncidents } from "./surface-incidents";
import { SurfaceSummary } from "./surface-summary";
import { SurfaceWindows } from "./surface-windows";
import { Trail } from "./trail";

type Props = {
  surface: PublicSurface;
  /** Of this surface and of others. */
  incidents: readonly Incident[];
  windows: readonly MaintenanceWindow[];
  now: number;
};

/** One surface: its state, its maintenance, its incidents, and how to follow it. */
export function SurfacePage({ surface, incidents, windows, now }: Props) {
  const isHere = (window: MaintenanceWindow) => window.surfaceIds.includes(surface.id);
  return (
    <PageShell>
      <title>{siteCopy.tab(surface.display_name)}</title>
      <FeedHead surface={surface} />
      <Trail />
      <SurfaceSummary surface={surface} />
      <div className="mt-10 space-y-10">
        <SurfaceWindows surfaceId={surface.id} windows={windows.filter(isHere)} />
        <SurfaceIncidents incidents={incidents.filter((it) => it.surfaceId === surface.id)} now={now} />
        <Follow text={historyCopy.follow.one(surface.display_name)} surfaceId={surface.id}>
          <SurfaceBadge surface={surface} />
        </Follow>
      </div>
    </PageShell>
  );
}
