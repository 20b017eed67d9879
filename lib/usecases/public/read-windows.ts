import { selectWindowSurfacesSince, selectWindowsSince } from "@/db/queries/chronicle";
import type { Context } from "@/lib/context";
import { DAY_MS, INCIDENT_DAYS } from "@/lib/engine/periods";
import type { Freshness } from "@/lib/public/answers";
import { currentWindows, projectWindows } from "@/lib/public/incidents";
import type { PublicWindow } from "@/lib/schemas/maintenance";
import type { OpsWindows } from "@/lib/schemas/ops-answers";
import { toIso, toPublicTime } from "@/lib/schemas/times";

import { readOrFallback } from "@/lib/usecases/fallback/read";
import { readBatch } from "@/lib/usecases/notes/publish";

type WindowRows = {
  windows: Awaited<ReturnType<typeof selectWindowsSince>>;
  onSurfaces: Awaited<ReturnType<typeof selectWindowSurfacesSince>>;
};

/** The statements that the windows of now and later are made of, for one batch. */
export const windowStatements = ({ db, now }: Context) =>
  [selectWindowsSince(db, now), selectWindowSurfacesSince(db, now)] as const;

/** What runs or is scheduled, by start. */
export const windowsOf = ({ registry, now }: Context, { windows, onSurfaces }: WindowRows): PublicWindow[] =>
  currentWindows(projectWindows(windows, onSurfaces, registry.displayName, now));

type WindowsView = Freshness & { generatedAt: string; windows: PublicWindow[] };

/** `GET /api/status/public/maintenance`: one D1 round trip; it stands until a window begins or ends. */
export const readWindows = (ctx: Context) =>
  readOrFallback<WindowsView>(
    ctx,
    async () => {
      const [windows, onSurfaces] = await readBatch(ctx, windowStatements(ctx));
      const current = windowsOf(ctx, { windows, onSurfaces });
      const edges = current.map(({ phase, starts_at, ends_at }) =>
        Date.parse(phase === "running" ? ends_at : starts_at),
      );
      return {
        generatedAt: toPublicTime(ctx.now),
        windows: current,
        validUntil: edges.length > 0 ? Math.min(...edges) : null,
      };
    },
    ({ at, chronicle, validUntil }) => ({
      generatedAt: toPublicTime(at),
      windows: currentWindows(chronicle.windows),
      validUntil,
    }),
  );

/** Maintenance windows, planned, running and those that ended within 30 days, by start. One D1 round trip. */
export async function readOpsWindows(ctx: Context): Promise<OpsWindows> {
  const since = ctx.now - INCIDENT_DAYS * DAY_MS;
  const [windows, surfaces] = await ctx.db.batch([
    selectWindowsSince(ctx.db, since),
    selectWindowSurfacesSince(ctx.db, since),
  ]);
  const actors = new Map(windows.map((row) => [row.id, row.actor]));
  const views = projectWindows(windows, surfaces, ctx.registry.displayName, ctx.now);
  return {
    windows: views.map((view) => ({
      id: view.id,
      surface_ids: [...view.surfaceIds],
      starts_at: toIso(view.startsAt),
      ends_at: toIso(view.endsAt),
      public_note: view.note,
      phase: view.phase,
      actor: actors.get(view.id) ?? "",
      sequence: view.sequence,
      created_at: toIso(view.createdAt),
      updated_at: toIso(view.updatedAt),
    })),
  };
}
