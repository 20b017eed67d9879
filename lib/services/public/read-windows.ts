import { selectWindowSurfacesSince, selectWindowsSince } from "@/db/queries/public-history";
import type { Freshness } from "@/lib/output/responses";
import { currentWindows, projectWindows } from "@/lib/output/windows";
import type { Context } from "@/lib/platform/context";
import type { PublicWindow } from "@/lib/schemas/maintenance";
import { toPublicTime } from "@/lib/schemas/times";

import { readOrFallback, requireKnown } from "@/lib/services/fallback/read";
import { readBatch } from "@/lib/services/notes/publish";

type WindowRows = {
  windows: Awaited<ReturnType<typeof selectWindowsSince>>;
  onSurfaces: Awaited<ReturnType<typeof selectWindowSurfacesSince>>;
};

/** The statements that running and scheduled windows are built from, for one batch. */
export const windowStatements = ({ db, now }: Context) =>
  [selectWindowsSince(db, now), selectWindowSurfacesSince(db, now)] as const;

/** Running and scheduled windows, by start. */
export const listWindows = ({ registry, now }: Context, { windows, onSurfaces }: WindowRows): PublicWindow[] =>
  currentWindows(projectWindows(windows, onSurfaces, registry.displayName, now));

type WindowsView = Freshness & { generatedAt: string; windows: PublicWindow[] };

/** `GET /api/status/public/maintenance`: one D1 round trip; valid until a window begins or ends. */
export const readWindows = (ctx: Context) =>
  readOrFallback<WindowsView>(
    ctx,
    async () => {
      const [windows, onSurfaces] = await readBatch(ctx, windowStatements(ctx));
      const current = listWindows(ctx, { windows, onSurfaces });
      const edges = current.map(({ phase, starts_at, ends_at }) =>
        Date.parse(phase === "running" ? ends_at : starts_at),
      );
      return {
        generatedAt: toPublicTime(ctx.now),
        windows: current,
        validUntil: edges.length > 0 ? Math.min(...edges) : null,
      };
    },
    ({ at, publicHistory, validUntil }) => {
      requireKnown(publicHistory);
      return { generatedAt: toPublicTime(at), windows: currentWindows(publicHistory.windows), validUntil };
    },
  );
