import { moveWindowEnd, type PlannedWindow } from "@/db/queries/maintenance-windows";
import { decide, type Report } from "@/lib/core/engine/decide";
import { unchanged } from "@/lib/core/engine/outcome";
import type { Source } from "@/lib/core/engine/states";
import type { Surface, Window } from "@/lib/core/engine/surface";
import type { Context } from "@/lib/platform/context";
import { requireFuture } from "@/lib/platform/problems";
import type { SeedResult, UpdateResult, UpdateSurface } from "@/lib/schemas/internal";
import { commit, type Decision } from "@/lib/services/commit";
import { newWindow } from "@/lib/services/maintenance/plan";
import { requirePublishable } from "@/lib/services/notes/publish";
import { reportAnonymousTicket } from "@/lib/services/tickets/report-anonymous";
import { findSurface, type LoadedState } from "./load";
import { toResult } from "./snapshot";
import { writeManual } from "./write-manual";

/** Inserts the registry's missing rows as UNKNOWN, source `prober`; existing rows are never changed (contract §4.4). */
export async function seedSurfaces(ctx: Context): Promise<SeedResult> {
  return commit(ctx, ({ surfaces }) => {
    const missing = [...surfaces.values()].filter((loaded) => loaded.version === null).map((l) => l.surface);
    return {
      outcomes: missing.map(unchanged),
      result: { inserted: missing.map((s) => s.id), existing: surfaces.size - missing.length },
    };
  });
}

/** Stores the changes that the clock alone has made: windows, overrides, silences, each with its own effective time. */
export async function settleSurfaces(ctx: Context): Promise<{ settled: number }> {
  return commit(ctx, ({ surfaces }) => {
    const stored = [...surfaces.values()].filter((loaded) => loaded.version !== null);
    const outcomes = stored.map(({ surface }) => decide(surface, { kind: "clock" }, ctx.now));
    return { outcomes, result: { settled: outcomes.filter((o) => o.changes.length > 0).length } };
  });
}

type HandledSource = Exclude<Source, "freescout" | "manual">;

/** `POST /api/internal/status/update-surface`: any source's report on one surface (contract §4.2). */
export async function updateSurface(ctx: Context, body: UpdateSurface): Promise<UpdateResult> {
  requireFuture(ctx.now, { expires_at: body.expires_at });
  requireFuture(ctx.now, { maintenance_until: body.maintenance_until });
  if (body.state_source === "freescout") return reportAnonymousTicket(ctx, body);
  const checked = { ...body, public_note: requirePublishable(body.public_note) };
  if (body.state_source === "manual") return writeManual(ctx, checked);
  return commit(ctx, (loaded): Decision<UpdateResult> => {
    const { surface } = findSurface(loaded, body.surface_id);
    const running = opensWindow(body) ? ownWindow(loaded, surface) : undefined;
    if (running) return moveEnd(ctx, checked, { surface, running });
    const window = opensWindow(body) ? newWindow(ctx, toWindow(ctx, checked)) : undefined;
    const outcome = decide(surface, toReport(ctx, checked, surface, window), ctx.now);
    return { outcomes: [outcome], window, result: toResult(surface, outcome.surface, ctx.now) };
  });
}

const opensWindow = (body: UpdateSurface): boolean => body.state_source === "schedule" && body.state === "MAINTENANCE";

/** The window that runs on this surface and on no other; of several, the one that lasts longest. */
function ownWindow({ surfaces }: LoadedState, { windows }: Surface): Window | undefined {
  const all = [...surfaces.values()].flatMap(({ surface }) => surface.windows);
  const own = windows.filter(({ id, running }) => running && all.filter((window) => window.id === id).length === 1);
  return own.toSorted((a, b) => b.endsAt - a.endsAt)[0];
}

/** MAINTENANCE that is said again is the same maintenance: its end moves, and its note where one was given. */
function moveEnd(ctx: Context, body: UpdateSurface, at: { surface: Surface; running: Window }): Decision<UpdateResult> {
  const { surface, running } = at;
  const endsAt = body.maintenance_until ?? running.endsAt;
  const note = body.public_note === undefined ? running.note : body.public_note;
  if (endsAt === running.endsAt && note === running.note)
    return { outcomes: [], result: toResult(surface, surface, ctx.now) };
  const change = { beginsAt: running.beginsAt, endsAt, note };
  const report = {
    kind: "window",
    actor: body.actor ?? "schedule",
    op: "change",
    windowId: running.id,
    change,
  } as const;
  const outcome = decide(surface, report, ctx.now);
  const statements = [moveWindowEnd(ctx.db, { id: running.id, endsAt, note }, ctx.now)];
  return { outcomes: [outcome], statements, result: toResult(surface, outcome.surface, ctx.now) };
}

const toWindow = ({ now }: Context, body: UpdateSurface) => ({
  surface_ids: [body.surface_id],
  starts_at: now,
  ends_at: body.maintenance_until ?? now,
  public_note: body.public_note,
  actor: body.actor,
});

function toReport(ctx: Context, body: UpdateSurface, surface: Surface, window?: PlannedWindow): Report {
  const actor = body.actor ?? body.state_source;
  const reports: Record<HandledSource, () => Report> = {
    "3p_poller": () => ({ kind: "partner", actor, reading: body.state === "UNKNOWN" ? null : body.state }),
    prober: () => (body.state === "UNKNOWN" ? { kind: "clock" } : verdict(ctx, body, surface, actor)),
    schedule: () =>
      window
        ? { kind: "window", actor, op: "add", window: { ...window, running: false } }
        : { kind: "window", actor, op: "end", windowId: "all_running" },
  };
  return reports[body.state_source as HandledSource]();
}

/** An outside prober's verdict, after its own hysteresis: OPERATIONAL counts as 3 ok, DEGRADED as 1 failure, DOWN as 3; UNKNOWN is a check that failed, and says nothing. */
function verdict({ now }: Context, body: UpdateSurface, surface: Surface, actor: string): Report {
  const at = Math.max(now, (surface.probe.lastAt ?? 0) + 1);
  const result = { at, ok: body.state === "OPERATIONAL", latencyMs: null, statusCode: null, error: null };
  return { kind: "probe", actor, result, times: body.state === "DEGRADED" ? 1 : 3 };
}
