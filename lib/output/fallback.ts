import { DAY_MS } from "@/lib/core/engine/periods";
import { registerSurface } from "@/lib/core/engine/surface";
import { type Day, dayWithoutData, lastDays, listMidnights, type Range } from "@/lib/core/uptime/days";
import { decodeDay, encodeDay } from "@/lib/core/uptime/packed-days";
import { reachVerdict } from "@/lib/core/verdict";
import type { FallbackSnapshot } from "@/lib/schemas/fallback";
import type { PublicIncident, PublicSurface } from "@/lib/schemas/public";
import type { SurfaceEntry } from "@/lib/schemas/registry";
import { onSurfaces, type PublicHistory } from "./incidents";
import { teamSurfaces } from "./page-layout";
import { overallStatus, projectSurface } from "./surfaces";

/** The age at which the snapshot's states are no longer shown. */
const TRUST_MS = 15 * 60_000;

/** The current public view, with digests of everything that can change and of the changes to history. */
export type CurrentView = {
  contentHash: string;
  pastHash: string;
  surfaces: readonly PublicSurface[];
  days: ReadonlyMap<string, readonly Day[]>;
};

/** The history: resolved incidents of 30 days, and the public history of 90. */
export type PastView = {
  incidents: readonly PublicIncident[];
  toldIn: Readonly<Record<string, string>>;
  told: PublicHistory["incidents"];
  windows: PublicHistory["windows"];
  measured: PublicHistory["measured"];
};

/** Builds the fallback snapshot from everything public. */
export const toSnapshot = (
  now: number,
  { contentHash, pastHash, surfaces, days }: CurrentView,
  past: PastView,
): FallbackSnapshot => ({
  version: 2,
  taken_at: now,
  news: contentHash,
  past_news: pastHash,
  ...listContent({ surfaces, days }, past),
});

/** What a snapshot holds, apart from its time and digests. */
export const listContent = (
  { surfaces, days }: Pick<CurrentView, "surfaces" | "days">,
  { incidents, toldIn, told, windows, measured }: PastView,
) => ({
  surfaces: [...surfaces],
  incidents: [...incidents],
  told_in: { ...toldIn },
  told: [...told],
  windows: [...windows],
  measured: [...measured],
  days: Object.fromEntries([...days].map(([id, each]) => [id, each.map(encodeDay)])),
});

/** What may be shown from a snapshot now; `at` is the snapshot's instant, or now where there is none. */
export type FallbackView = {
  at: number;
  publicHistory: PublicHistory;
  incidents: readonly PublicIncident[];
  toldIn: Readonly<Record<string, string>>;
  days: ReadonlyMap<string, readonly Day[]>;
  /** It holds the incidents from then on (epoch ms); of what was before it says nothing. */
  heldFrom: number;
  /** When its states expire (epoch ms); null where they have. */
  validUntil: number | null;
};

/**
 * What a snapshot still proves of every registered surface: texts as they were; states until it is 15 minutes old, and UNKNOWN
 * from then on, or where there is no snapshot. So no state is shown that was not checked lately.
 */
export function fromSnapshot(
  snapshot: FallbackSnapshot | null,
  registry: readonly SurfaceEntry[],
  { now, historyDays }: { now: number; historyDays: number },
): FallbackView {
  const at = snapshot?.taken_at ?? now;
  const since = at - historyDays * DAY_MS;
  const holds = snapshot !== null && now - at <= TRUST_MS;
  const byId = new Map(snapshot?.surfaces.map((surface) => [surface.id, surface]));
  const surfaces = registry.map((entry) => {
    const surface = byId.get(entry.id);
    return holds && surface ? surface : unknown(entry, at, surface);
  });
  const isRegistered = (id: string) => registry.some((entry) => entry.id === id);
  return {
    at,
    publicHistory: {
      now: at,
      stale: true,
      isLost: snapshot === null,
      overall: overallStatus(surfaces),
      verdict: reachVerdict(surfaces, teamSurfaces({ entries: registry })).state,
      surfaces,
      incidents:
        snapshot?.told.flatMap((it) => onSurfaces(it, isRegistered)).filter((it) => (it.resolvedAt ?? at) >= since) ??
        [],
      windows: snapshot?.windows.filter((it) => it.surfaceIds.every(isRegistered) && it.endsAt >= since) ?? [],
      measured: snapshot?.measured.filter((it) => isRegistered(it.surfaceId) && (it.to ?? at) >= since) ?? [],
    },
    incidents: snapshot?.incidents.filter(({ surface_id: id }) => isRegistered(id)) ?? [],
    toldIn: snapshot?.told_in ?? {},
    days: new Map(registry.map(({ id }) => [id, readDays(snapshot?.days[id] ?? [], lastDays(historyDays, at))])),
    heldFrom: snapshot ? at - historyDays * DAY_MS : now,
    validUntil: holds ? at + TRUST_MS : null,
  };
}

/** A surface that has been UNKNOWN since the snapshot's instant, the last at which its state is known, as one that was only registered, with its last note, flag and check. */
function unknown(entry: SurfaceEntry, since: number, last: PublicSurface | undefined): PublicSurface {
  const facts = { id: entry.id, hasProbe: false, partnerStaleMs: 0 };
  const registered = projectSurface(entry, registerSurface(facts, since));
  if (!last) return registered;
  const { ticket_pending, public_note, last_checked_at } = last;
  const state_since = last.state === registered.state ? last.state_since : registered.state_since;
  return { ...registered, state_since, ticket_pending, public_note, last_checked_at };
}

/** The days of a range from packed ones, both with the same last day; missing ones hold no data. */
function readDays(packed: readonly string[], range: Range): Day[] {
  const midnights = listMidnights(range);
  return midnights.map((midnight, i) => {
    const text = packed[packed.length - midnights.length + i];
    const lengthMs = Math.min(DAY_MS, range.to - midnight);
    return text === undefined ? dayWithoutData(midnight) : decodeDay(text, midnight, lengthMs);
  });
}
