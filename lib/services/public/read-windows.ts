import { selectWindowSurfacesSince, selectWindowsSince } from "@/db/queries/maintenance-windows";
import type { Freshness } from "@/lib/output/responses";
import { currentWindows, projectWindows } from "@/lib/output/windows";
import type { Context } from "@/lib/platform/context";
import type { PublicWindow } from "@/lib/schemas/maintenance";
import { toPublicTime } from "@/lib/schemas/times";
import { readOrFallback, requireKnown } from "@/lib/services/fallback/read";
import { readBatch } from "@/lib/services/notes/publish";

type WindowsView = Freshness & { generatedAt: string; windows: PublicWindow[] };

/** `GET /api/status/public/maintenance`: one D1 round trip; valid until a window begins or ends. */
export const readWindows = (ctx: Context) =>
  readOrFallback<WindowsView>(
    ctx,
    async () => {
      const { db, now, registry } = ctx;
      const [windows, onSurfaces] = await readBatch(ctx, [
        selectWindowsSince(db, now),
        selectWindowSurfacesSince(db, now),
      ]);
      const current = currentWindows(projectWindows(windows, onSurfaces, registry.displayName, now));
      const edges = current.map(({ phase, starts_at, ends_at }) =>
        Date.parse(phase === "running" ? ends_at : starts_at),
      );
      return {
        generatedAt: toPublicTime(now),
        windows: current,
        validUntil: edges.length > 0 ? Math.min(...edges) : null,
      };
    },
    ({ at, publicHistory, validUntil }) => {
      requireKnown(publicHistory);
      return { generatedAt: toPublicTime(at), windows: currentWindows(publicHistory.windows), validUntil };
    },
  );
