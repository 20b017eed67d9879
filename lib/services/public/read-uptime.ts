import { stringify } from "csv-stringify/sync";
import { selectMemoryRow } from "@/db/queries/ops-memory";
import { selectTransitionsSince } from "@/db/queries/surface-days";
import { type Day, lastDays, listIntervals } from "@/lib/core/uptime/days";
import type { PublicHistory } from "@/lib/output/incidents";
import { type PublicDocument, staleKey } from "@/lib/output/responses";
import { MINUTE_MS, projectUptime, round, UPTIME_FORMULA } from "@/lib/output/uptime";
import type { Context } from "@/lib/platform/context";
import type { Delays, IncidentSurface, UptimeQuery, UptimeResponse } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import { notInSnapshot, readOrFallback } from "@/lib/services/fallback/read";
import { DELAYS_KEY, toDelays } from "@/lib/services/notices/delays";
import { loadSurfaces } from "@/lib/services/surfaces/load";
import {
  buildHistories,
  buildTimelines,
  historyStatements,
  isHistoryPublic,
  publicHistoryDays,
} from "./build-histories";
import { projectPast, publicHistoryStatements } from "./read-history";

/** `GET /api/status/public/uptime`: the numbers behind the bars, or every interval as CSV, which needs D1 (else 503); one D1 round trip. */
export async function readUptime(ctx: Context, { days, format }: UptimeQuery): Promise<PublicDocument> {
  if (format === "csv") {
    const refuse = () => {
      throw notInSnapshot();
    };
    const { text, stale } = await readOrFallback<Intervals>(ctx, () => readIntervals(ctx, days), refuse);
    return { text, content: text, contentType: "text/csv; charset=utf-8", stale, validUntil: null };
  }
  const { at, stale, surfaces, delays } = await readNumbers(ctx, days);
  const content = { ...delays, surfaces, ...staleKey(stale) };
  const formula = isHistoryPublic(ctx) ? { formula: UPTIME_FORMULA } : {};
  const body: UptimeResponse = { generated_at: toPublicTime(at), ...formula, ...content };
  const contentType = "application/json; charset=utf-8";
  return { text: JSON.stringify(body), content: JSON.stringify(content), contentType, stale, validUntil: null };
}

type Intervals = { text: string; stale: boolean };
type UptimeView = { at: number; surfaces: UptimeResponse["surfaces"]; delays: Delays; stale: boolean };

const readNumbers = (ctx: Context, count: number) =>
  readOrFallback<UptimeView>(
    ctx,
    async () => {
      const { delays, ...histories } = await readHistories(ctx);
      return { at: ctx.now, surfaces: toNumbers(ctx, histories, count), delays };
    },
    ({ at, days, publicHistory }) => ({
      at,
      surfaces: toNumbers(ctx, { days, ...publicHistory }, count),
      delays: {},
    }),
  );

type Histories = Pick<PublicHistory, "incidents" | "measured"> & { days: ReadonlyMap<string, readonly Day[]> };

function toNumbers(ctx: Context, { days, incidents, measured }: Histories, count: number): UptimeResponse["surfaces"] {
  const parts = incidents.flatMap(({ id: incident, surfaces }) => surfaces.map((part) => ({ ...part, incident })));
  const bySurface = Map.groupBy(parts, ({ id }) => id);
  const outages = Map.groupBy(measured, ({ surfaceId }) => surfaceId);
  return ctx.registry.entries.map(({ id, display_name }) => {
    const reported = (bySurface.get(id) ?? []).map(toIncident);
    const history = { days: days.get(id) ?? [], incidents: reported, measured: outages.get(id) ?? [] };
    return { id, display_name, ...projectUptime(history, count, isHistoryPublic(ctx)) };
  });
}

const toIncident = ({ incident, ...part }: IncidentSurface & { incident: string }) => ({ ...part, id: incident });

async function readHistories(ctx: Context): Promise<Histories & { delays: Delays }> {
  const [surfaces, delays, packed, open, ...rows] = await loadSurfaces(
    ctx,
    selectMemoryRow(ctx.db, DELAYS_KEY),
    ...historyStatements(ctx),
    ...publicHistoryStatements(ctx),
  );
  const days = buildHistories(ctx, surfaces, { packed, open });
  return { ...projectPast(ctx, surfaces, rows), days, delays: toDelays(delays) };
}

/** Every interval of every surface as CSV (RFC 4180), times in UTC; all from the log, closed days too. */
async function readIntervals(ctx: Context, count: number): Promise<{ text: string }> {
  const range = lastDays(Math.min(count, publicHistoryDays(ctx)), ctx.now);
  const [surfaces, transitions] = await loadSurfaces(ctx, selectTransitionsSince(ctx.db, range.from));
  const timelines = buildTimelines(ctx, surfaces, transitions);
  const rows = ctx.registry.entries.flatMap(({ id, display_name: name }) =>
    listIntervals(timelines.get(id) ?? [], range).map(({ condition, from, to }) => [
      ...[id, name, condition, toPublicTime(from), toPublicTime(to)],
      round((to - from) / MINUTE_MS),
    ]),
  );
  const columns = ["surface_id", "display_name", "state", "from", "to", "minutes"];
  return { text: stringify(rows, { header: true, columns, record_delimiter: "windows" }) };
}
