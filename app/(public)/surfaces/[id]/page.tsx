import { publicPage } from "@/app/_public/public-page";
import { readFallback } from "@/components/history/fallback-notice";
import { SurfacePage } from "@/components/history/surface-page";
import { surfacePreview } from "@/components/history/surface-preview";
import { windowsOn } from "@/lib/output/windows";
import { readSurfacePage } from "@/lib/services/public/read-history";

/** One surface, by its id in the registry. */
const page = publicPage({
  path: (id) => `/surfaces/${id}`,
  load: async (ctx, { id }) => {
    const entry = ctx.registry.find(id);
    if (!entry) return null;
    const { publicHistory: history, days, figures, ...freshness } = await readSurfacePage(ctx, id);
    const surface = history.surfaces.find((it) => it.id === id);
    if (!surface) return null;
    const { now } = history;
    const own = history.incidents.filter(({ surfaceId }) => surfaceId === id).map((it) => ({ ...it, words: [] }));
    const [incidents, windows] = history.isLost ? [null, null] : [own, windowsOn(history.windows, id)];
    const measured = history.measured.filter(({ surfaceId }) => surfaceId === id);
    const shown = { surface, isProbed: entry.probe_url !== null, incidents, windows, measured };
    const data = { ...shown, days, figures, now, fallback: readFallback(ctx.now, { now, ...freshness }) };
    return { ...freshness, data, content: [shown, days.slice(0, -1), freshness.stale] };
  },
  summary: surfacePreview,
  View: SurfacePage,
  client: "surface",
});

export default page;
export const generateMetadata = page.generateMetadata;
