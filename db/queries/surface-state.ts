import { eq, getTableColumns } from "drizzle-orm";
import type { Db, Statement } from "@/db/client";
import { compiled } from "@/db/compiled";
import { noteJudged } from "@/db/queries/note-verdicts";
import { surfaceState } from "@/db/schema/surfaces";
import { toMs, toMsOrNull, toText, toTextOrNull } from "@/db/time";
import type { Override, Rule, Surface, SurfaceFacts, Ticket, Window } from "@/lib/core/engine/surface";
import { isTicketPending } from "@/lib/core/engine/surface";

export type SurfaceRow = typeof surfaceState.$inferSelect;
type SurfaceColumns = Omit<typeof surfaceState.$inferInsert, "surfaceId" | "version">;

export const selectSurfaces = compiled((db) =>
  db.select({ ...getTableColumns(surfaceState), noteJudged: noteJudged(surfaceState.publicNote) }).from(surfaceState),
);

/** Inserts a surface that has no row; if another writer has inserted it meanwhile, the batch fails and the writer starts again. */
export const insertSurface = (db: Db, surface: Surface): Statement =>
  db.insert(surfaceState).values({ surfaceId: surface.id, version: 1, ...toColumns(surface) });

/** Updates a surface that was loaded at `version`; any write since then makes the whole batch fail. */
export const updateSurface = (db: Db, surface: Surface, version: number): Statement =>
  db
    .update(surfaceState)
    .set({ ...toColumns(surface), version: version + 1 })
    .where(eq(surfaceState.surfaceId, surface.id));

type SurfaceInputs = { tickets: readonly Ticket[]; windows: readonly Window[] };

/** The engine's surface from its row, its open tickets and its windows that have not ended. */
export function toSurface(row: SurfaceRow, facts: SurfaceFacts, { tickets, windows }: SurfaceInputs): Surface {
  return {
    ...facts,
    state: row.state,
    stateSince: toMs(row.stateSince),
    source: row.stateSource,
    because: row.because as Rule,
    note: row.publicNote,
    maintenanceUntil: toMsOrNull(row.maintenanceUntil),
    probe: toProbe(row),
    partner: {
      reading: row.partnerState,
      goodAt: toMsOrNull(row.partnerGoodAt),
      polledAt: toMsOrNull(row.partnerPolledAt),
      failedPolls: row.partnerFailedPolls,
      isIgnored: row.partnerMuted,
    },
    tickets,
    ticketsIgnored: row.ticketsMuted,
    ticketFlag: row.ticketFlag,
    windows,
    awaitingSince: toMsOrNull(row.awaitingProbeSince),
    override: toOverride(row),
    overrideCount: row.pins,
    releasedAt: toMsOrNull(row.releasedAt),
    updatedAt: toMs(row.updatedAt),
  };
}

const toProbe = (row: SurfaceRow): Surface["probe"] => ({
  okStreak: row.probeOkStreak,
  failStreak: row.probeFailStreak,
  recovering: row.probeRecovering,
  lastAt: toMsOrNull(row.lastProbeAt),
  lastOk: row.lastProbeOk,
  latencyMs: row.lastProbeLatencyMs,
  statusCode: row.lastProbeStatusCode,
  error: row.lastProbeError,
});

function toOverride(row: SurfaceRow): Override | null {
  if (row.overrideSince === null) return null;
  return {
    since: toMs(row.overrideSince),
    actor: row.overrideActor ?? "manual",
    expiresAt: toMsOrNull(row.overrideExpiresAt),
    maintenanceUntil: toMsOrNull(row.overrideMaintenanceUntil),
    severity: row.overrideSeverity,
    note: row.overrideNote,
  };
}

function toColumns(surface: Surface): SurfaceColumns {
  return {
    state: surface.state,
    stateSince: toText(surface.stateSince),
    stateSource: surface.source,
    because: surface.because,
    ticketPending: isTicketPending(surface),
    publicNote: surface.note,
    maintenanceUntil: toTextOrNull(surface.maintenanceUntil),
    lastProbeOk: surface.probe.lastOk,
    lastProbeAt: toTextOrNull(surface.probe.lastAt),
    lastProbeLatencyMs: surface.probe.latencyMs,
    lastProbeStatusCode: surface.probe.statusCode,
    lastProbeError: surface.probe.error,
    probeOkStreak: surface.probe.okStreak,
    probeFailStreak: surface.probe.failStreak,
    probeRecovering: surface.probe.recovering,
    partnerState: surface.partner.reading,
    partnerGoodAt: toTextOrNull(surface.partner.goodAt),
    partnerPolledAt: toTextOrNull(surface.partner.polledAt),
    partnerFailedPolls: surface.partner.failedPolls,
    partnerMuted: surface.partner.isIgnored,
    ticketsMuted: surface.ticketsIgnored,
    ticketFlag: surface.ticketFlag,
    overrideSince: toTextOrNull(surface.override?.since ?? null),
    overrideActor: surface.override?.actor ?? null,
    overrideExpiresAt: toTextOrNull(surface.override?.expiresAt ?? null),
    overrideMaintenanceUntil: toTextOrNull(surface.override?.maintenanceUntil ?? null),
    overrideSeverity: surface.override?.severity ?? null,
    overrideNote: surface.override?.note ?? null,
    pins: surface.overrideCount,
    awaitingProbeSince: toTextOrNull(surface.awaitingSince),
    releasedAt: toTextOrNull(surface.releasedAt),
    updatedAt: toText(surface.updatedAt),
  };
}
