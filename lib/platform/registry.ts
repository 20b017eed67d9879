import type { SurfaceFacts } from "@/lib/core/engine/surface";
import compiled from "@/lib/generated/registry.json";
import type { Bindings } from "@/lib/platform/settings/variables";
import type { Capability, Group, SurfaceEntry, Registry as WrittenRegistry } from "@/lib/schemas/registry";

export type { SurfaceEntry };

/** The surfaces in the file's order, the page's groups, and what customers can do (contract §1.1). */
export type Registry = {
  entries: readonly SurfaceEntry[];
  groups: readonly Group[];
  capabilities: readonly Capability[];
  find: (id: string) => SurfaceEntry | null;
  displayName: (id: string) => string | null;
};

/** How long a partner's last good reading holds: 5 minutes or 3 intervals, whichever is longer. */
const STALE_FLOOR_MS = 300_000;
const DEFAULT_INTERVAL_S = 60;

/** The registry that this Worker was built with, unless `REGISTRY` is bound. */
export function buildRegistry({ REGISTRY }: Pick<Bindings, "REGISTRY">): Registry {
  const { surfaces: entries, groups = [], capabilities = [] } = REGISTRY ?? (compiled as unknown as WrittenRegistry);
  const find = (id: string) => entries.find((entry) => entry.id === id) ?? null;
  return { entries, groups, capabilities, find, displayName: (id) => find(id)?.display_name ?? null };
}

/** How often a surface's partner is polled (contract §2.7). */
export const intervalMs = (entry: SurfaceEntry): number =>
  (entry.partner_feed?.interval_s ?? DEFAULT_INTERVAL_S) * 1000;

/** The facts about a registered surface that the engine needs. */
export const toFacts = (entry: SurfaceEntry): SurfaceFacts => ({
  id: entry.id,
  hasProbe: entry.probe_url !== null,
  partnerStaleMs: Math.max(STALE_FLOOR_MS, 3 * intervalMs(entry)),
});
