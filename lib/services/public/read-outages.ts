import { selectIncidentsSince, selectUpdatesSince } from "@/db/queries/public-history";
import type { OutagesView } from "@/lib/output/measured";
import type { Context } from "@/lib/platform/context";
import { readOrFallback } from "@/lib/services/fallback/read";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import { buildOutages, measuredStatement } from "./build-outages";
import { historyBegin } from "./read-history";
import { showSurfaces } from "./read-page";

/** `GET /api/status/public/outages`: every measured outage that is public; one D1 round trip. */
export const readOutages = (ctx: Context) =>
  readOrFallback<OutagesView>(
    ctx,
    async () => {
      const since = historyBegin(ctx);
      const [loaded, rows, updates, measured] = await loadSurfaces(
        ctx,
        selectIncidentsSince(ctx.db, since),
        selectUpdatesSince(ctx.db, since),
        measuredStatement(ctx),
      );
      const outages = buildOutages(ctx, loaded, { measured, incidents: { rows, updates } });
      return { at: ctx.now, outages, validUntil: showSurfaces(ctx, loaded).validUntil };
    },
    ({ at, publicHistory, validUntil }) => ({ at, outages: publicHistory.measured, validUntil }),
  );
