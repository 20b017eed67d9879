import { DAY_MS } from "@/lib/core/engine/periods";
import { type Day, worstDay } from "@/lib/core/uptime/days";
import { toStrip } from "@/lib/core/uptime/strip";
import { concernOf } from "@/lib/core/verdict";
import { teamSurfaces } from "@/lib/output/page-layout";
import type { Context } from "@/lib/platform/context";

/** The days that bars show, as one strip; `last` is the number of its last day since 1970. */
export type Calendar = { strip: string; last: number };

/** The days of one surface, or of all that customers use, each as bad as the worst of them; null where nothing is known of any. */
export function buildCalendar(
  { registry }: Pick<Context, "registry">,
  days: ReadonlyMap<string, readonly Day[]>,
  surfaceId: string | null,
): Calendar | null {
  const team = teamSurfaces(registry);
  const shown = registry.entries
    .filter((entry) => (surfaceId === null ? concernOf(entry, team) === "customers" : entry.id === surfaceId))
    .flatMap(({ id }) => [...(days.get(id) ?? [])]);
  const merged = [...Map.groupBy(shown, ({ midnight }) => midnight).values()]
    .map((list) => worstDay(list as [Day, ...Day[]]))
    .sort((a, b) => a.midnight - b.midnight);
  const last = merged.at(-1);
  return last ? { strip: toStrip(merged), last: last.midnight / DAY_MS } : null;
}
