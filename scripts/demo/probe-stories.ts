import type { SurfaceEntry } from "../../lib/schemas/registry";
import { recordProbeResults } from "../../lib/usecases/record-probe-results";
import { settleSurfaces, updateSurface } from "../../lib/usecases/update-surface";
import type { Happening } from "./chronicler";
import { MINUTE_MS } from "./moments";
import { hearPartners } from "./partner-stories";

/** Looks that decide, in a row: the engine's N. */
const LOOKS = 3;

type Stretch = { at: number; minutes: number };

/** One look at some sites, in one minute. */
export const look = (ids: readonly string[], at: number, ok: boolean): Happening => ({
  at,
  on: ids,
  tell: (ctx) =>
    recordProbeResults(
      ctx,
      ids.map((surface_id) => ({
        surface_id,
        checked_at: at,
        ...(ok ? { ok, latency_ms: 40 + ((surface_id.length * 17) % 160), status_code: 200 } : FAILURE),
      })),
    ),
});

const FAILURE = { ok: false, latency_ms: 31, status_code: 503, error: "status" };

/** A site that fails for some minutes: degraded at the first look, down from the third one. */
export const outage = (id: string, { at, minutes }: Stretch): Happening[] => [
  ...minutesFrom(at, Math.min(minutes, LOOKS)).map((minute) => look([id], minute, false)),
  ...minutesFrom(at + minutes * MINUTE_MS, LOOKS).map((minute) => look([id], minute, true)),
];

/** Surfaces are registered, and heard of for the first time: by looks, by their partner, or by an operator's word. */
export function joining(entries: readonly SurfaceEntry[], at: number): Happening[] {
  const probed = entries.filter(({ probe_url }) => probe_url !== null).map(({ id }) => id);
  const partners = entries.filter(({ partner_feed }) => partner_feed !== null).map(({ id }) => id);
  const others = entries.map(({ id }) => id).filter((id) => !probed.includes(id) && !partners.includes(id));
  return [
    ...minutesFrom(at, LOOKS).map((minute) => look(probed, minute, true)),
    hearPartners(partners, at, "OPERATIONAL"),
    ...others.map(
      (surface_id): Happening => ({
        at,
        on: [],
        tell: (ctx) => updateSurface(ctx, { surface_id, state: "OPERATIONAL", state_source: "manual", actor: "setup" }),
      }),
    ),
  ];
}

/** Our own monitoring stands still for some minutes: nobody is looked at, and nothing is settled until it is back. */
export function blackout(entries: readonly SurfaceEntry[], { at, minutes }: Stretch): Happening[] {
  const end = at + minutes * MINUTE_MS;
  const probed = entries.filter(({ probe_url }) => probe_url !== null).map(({ id }) => id);
  const partners = entries.filter(({ partner_feed }) => partner_feed !== null).map(({ id }) => id);
  return [
    { at, on: entries.map(({ id }) => id), tell: async () => undefined },
    { at: end, on: [], tell: settleSurfaces },
    { ...hearPartners(partners, end, "OPERATIONAL"), on: [] },
    ...minutesFrom(end, LOOKS).map((minute) => look(probed, minute, true)),
  ];
}

export const minutesFrom = (at: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => at + i * MINUTE_MS);
