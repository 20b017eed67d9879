import { selectResolvedIncidents } from "@/db/queries/status-incidents";
import { listContent } from "@/lib/output/fallback";
import { listToldIn } from "@/lib/output/incidents";
import type { SnapshotView } from "@/lib/output/responses";
import type { Context } from "@/lib/platform/context";
import { readOrFallback } from "@/lib/services/fallback/read";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { buildHistories, historyStatements, publicHistoryDays } from "./build-histories";
import { projectPast, publicHistoryStatements } from "./read-history";
import { projectRows, showSurfaces, sinceIncidents } from "./read-page";

/** Everything public at one instant, of which every page can be rendered (contract §8.5): one D1 round trip. */
export const readSnapshot = (ctx: Context) =>
  readOrFallback<SnapshotView>(
    ctx,
    async () => {
      const [loaded, resolved, packed, open, ...rows] = await loadSurfaces(
        ctx,
        selectResolvedIncidents(ctx.db, sinceIncidents(ctx)),
        ...historyStatements(ctx),
        ...publicHistoryStatements(ctx),
      );
      const { surfaces, validUntil } = showSurfaces(ctx, loaded);
      const { incidents: told, ...past } = projectPast(ctx, loaded, rows);
      const days = buildHistories(ctx, loaded, { packed, open });
      const incidents = { incidents: projectRows(ctx, resolved), toldIn: listToldIn(resolved) };
      const content = listContent({ surfaces, days }, { ...incidents, told, ...past });
      return { snapshot: { ...head(ctx, ctx.now), ...content }, validUntil };
    },
    ({ at, publicHistory: { surfaces, incidents: told, windows, measured }, incidents, toldIn, days, validUntil }) => ({
      snapshot: {
        ...head(ctx, at),
        ...listContent({ surfaces, days }, { incidents, toldIn, told, windows, measured }),
      },
      validUntil,
    }),
  );

const head = (ctx: Context, taken_at: number) => ({
  version: 2 as const,
  taken_at,
  history_days: publicHistoryDays(ctx),
});
