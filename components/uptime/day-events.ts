import { DAY_MS } from "@/lib/core/engine/periods";
import { type State, stateOfSeverity } from "@/lib/core/engine/states";
import type { Outage } from "@/lib/core/uptime/outages";
import type { Incident, UptimeResponse } from "@/lib/schemas/public";

/** Something that explains a day's bar: an incident, by its id, or an outage that was measured. Times in epoch ms. */
export type DayEvent = { id?: string; state: State; from: number; to: number | null };

export const toEvents = (
  incidents: readonly Pick<Incident, "id" | "severity" | "openedAt" | "resolvedAt">[],
  measured: readonly Pick<Outage, "state" | "from" | "to">[],
): DayEvent[] =>
  [
    ...incidents.map(({ id, severity, openedAt, resolvedAt }) => ({
      id,
      state: stateOfSeverity(severity),
      from: openedAt,
      to: resolvedAt,
    })),
    ...measured.map(({ state, from, to }) => ({ state, from, to })),
  ].sort((a, b) => a.from - b.from);

type PublishedSurface = UptimeResponse["surfaces"][number];

/** The same from the public API. */
export const readEvents = ({ incidents, measured }: Pick<PublishedSurface, "incidents" | "measured">): DayEvent[] =>
  toEvents(
    incidents.map(({ id, severity, opened_at, resolved_at }) => ({
      id,
      severity,
      openedAt: Date.parse(opened_at),
      resolvedAt: toMs(resolved_at),
    })),
    measured.map(({ state, from, to }) => ({ state, from: Date.parse(from), to: toMs(to) })),
  );

const toMs = (time: string | null) => (time === null ? null : Date.parse(time));

/** What of it lasted on the UTC day of this midnight. */
export const eventsOn = <E extends Pick<DayEvent, "from" | "to">>(events: readonly E[], midnight: number): E[] =>
  events.filter(({ from, to }) => from < midnight + DAY_MS && (to === null || to > midnight));
