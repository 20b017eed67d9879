import { selectTransitionsSince } from "@/db/queries/surface-days";
import type { Context } from "@/lib/context";
import type { PublicDocument } from "@/lib/public/answers";
import { projectUptime, UPTIME_FORMULA, uptimeCsv } from "@/lib/public/uptime";
import { toPublicTime } from "@/lib/schemas/times";
import type { UptimeQuery, UptimeResponse } from "@/lib/schemas/uptime";
import { intervalsOf } from "@/lib/uptime/intervals";
import { lastDays } from "@/lib/uptime/utc-day";
import { assemble, boardStatements } from "./board";
import { historiesOf, historyStatements, timelinesOf } from "./histories";

const MAX_AGE_S = 300;

/** `GET /api/status/public/uptime`: the numbers behind the bars, or every interval as CSV; one D1 round trip. */
export async function readUptime(
  ctx: Context,
  { days, format }: UptimeQuery,
): Promise<PublicDocument & { content: string }> {
  const kept = { maxAgeS: MAX_AGE_S, validUntil: null };
  if (format === "csv") {
    const text = await readIntervals(ctx, days);
    return { text, content: text, contentType: "text/csv; charset=utf-8", ...kept };
  }
  const surfaces = await readNumbers(ctx, days);
  const body: UptimeResponse = { generated_at: toPublicTime(ctx.now), formula: UPTIME_FORMULA, surfaces };
  const contentType = "application/json; charset=utf-8";
  return { text: JSON.stringify(body), content: JSON.stringify(surfaces), contentType, ...kept };
}

async function readNumbers(ctx: Context, count: number): Promise<UptimeResponse["surfaces"]> {
  const [states, tickets, windows, packed, open] = await ctx.db.batch([
    ...boardStatements(ctx),
    ...historyStatements(ctx),
  ]);
  const histories = historiesOf(ctx, assemble(ctx, { states, tickets, windows }), { packed, open });
  return ctx.registry.entries.map(({ id, display_name: displayName }) =>
    projectUptime({ id, displayName, days: histories.get(id) ?? [] }, count),
  );
}

/** All from the log, closed days too. */
async function readIntervals(ctx: Context, count: number): Promise<string> {
  const range = lastDays(count, ctx.now);
  const [states, tickets, windows, told] = await ctx.db.batch([
    ...boardStatements(ctx),
    selectTransitionsSince(ctx.db, range.from),
  ]);
  const timelines = timelinesOf(ctx, assemble(ctx, { states, tickets, windows }), told);
  return uptimeCsv(
    ctx.registry.entries.map(({ id, display_name: displayName }) => ({
      id,
      displayName,
      intervals: intervalsOf(timelines.get(id) ?? [], range),
    })),
  );
}
