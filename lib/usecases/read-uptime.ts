import { selectOpenTickets } from "@/db/queries/freescout-tickets";
import { selectActiveWindows } from "@/db/queries/maintenance-windows";
import {
  selectOpenTransitions,
  selectSurfaceDays,
  selectTransitionsSince,
  toPackedRow,
  transitionsBySurface,
} from "@/db/queries/surface-days";
import { selectSurfaces } from "@/db/queries/surface-state";
import type { Context } from "@/lib/context";
import { READ_GAP_MS, settle } from "@/lib/engine/settle";
import type { PublicDocument } from "@/lib/public/answers";
import { projectUptime, type SurfaceHistory, UPTIME_FORMULA, uptimeCsv } from "@/lib/public/uptime";
import { toPublicTime } from "@/lib/schemas/times";
import type { UptimeQuery, UptimeResponse } from "@/lib/schemas/uptime";
import { intervalsOf } from "@/lib/uptime/intervals";
import { recentDays } from "@/lib/uptime/recent-days";
import { lastDays } from "@/lib/uptime/utc-day";
import { assemble } from "./board";

const DAYS = 90;
const MAX_AGE_S = 300;

/** `GET /api/status/public/uptime`: the numbers behind the bars, or every interval as CSV; one D1 round trip. */
export async function readUptime(
  ctx: Context,
  { days, format }: UptimeQuery,
): Promise<PublicDocument & { content: string }> {
  const histories = await readHistories(ctx, format === "csv" ? days : DAYS, format === "csv");
  if (format === "csv") {
    const text = uptimeCsv(histories);
    return { text, content: text, contentType: "text/csv; charset=utf-8", maxAgeS: MAX_AGE_S, validUntil: null };
  }
  const surfaces = histories.map((history) => projectUptime(history, days));
  const body: UptimeResponse = { generated_at: toPublicTime(ctx.now), formula: UPTIME_FORMULA, surfaces };
  const contentType = "application/json; charset=utf-8";
  return {
    text: JSON.stringify(body),
    content: JSON.stringify(surfaces),
    contentType,
    maxAgeS: MAX_AGE_S,
    validUntil: null,
  };
}

/** Every surface's days, the open ones from the log and the clock; with `whole`, its intervals too, all from the log. */
async function readHistories(ctx: Context, count: number, whole: boolean): Promise<SurfaceHistory[]> {
  const { db, now, registry } = ctx;
  const range = lastDays(count, now);
  const [states, tickets, windows, packedRows, told] = await db.batch([
    selectSurfaces(db),
    selectOpenTickets(db),
    selectActiveWindows(db),
    selectSurfaceDays(db),
    whole ? selectTransitionsSince(db, range.from) : selectOpenTransitions(db, range.from),
  ]);
  const packed = new Map(packedRows.map((row) => [row.surfaceId, toPackedRow(row)]));
  const timelines = transitionsBySurface(told);
  const board = assemble(ctx, { states, tickets, windows });
  return registry.entries.flatMap(({ id, display_name: displayName }) => {
    const loaded = board.get(id);
    if (!loaded) return [];
    const clock = settle(loaded.surface, now, READ_GAP_MS).changes.map((c) => ({
      at: c.effectiveAt,
      state: c.newState,
    }));
    const timeline = [...(timelines.get(id) ?? []), ...clock];
    const intervals = whole ? intervalsOf(timeline, range) : [];
    return [
      {
        id,
        displayName,
        days: whole ? [] : recentDays({ packed: packed.get(id) ?? null, timeline }, range),
        intervals,
      },
    ];
  });
}
