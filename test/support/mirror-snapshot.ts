import type { State } from "@/lib/core/engine/states";
import type { PublicSnapshot } from "@/lib/schemas/fallback";
import { Registry } from "@/lib/schemas/registry";
import { toPublicTime } from "@/lib/schemas/times";

const ENTRY = { category: "owned", public_description: "Where customers trade." } as const;

/** Two surfaces that customers see, one of them probed. */
export const registryWith = (probeUrl: string | null = null): Registry =>
  Registry.parse({
    surfaces: [
      { ...ENTRY, id: "app-raxx-app", display_name: "Raxx App", probe_url: probeUrl },
      { ...ENTRY, id: "docs-raxx-app", display_name: "Documentation" },
    ],
  });

/** What the site says at an instant, with an incident of an hour before. */
export function snapshotAt(at: number, state: State = "OPERATIONAL"): PublicSnapshot {
  const openedAt = at - 3_600_000;
  const surface = (id: string, display_name: string) => ({
    ...{ id, display_name, category: "owned" as const, state, state_since: toPublicTime(openedAt) },
    ...{ ticket_pending: false, public_note: null, public_description: ENTRY.public_description },
    ...{ last_checked_at: toPublicTime(at), maintenance_until: null },
  });
  const note = "All pages load again.";
  const [id, surfaceId, surfaceName] = ["inc_00421", "docs-raxx-app", "Documentation"];
  const resolvedAt = openedAt + 600_000;
  return {
    version: 2,
    taken_at: at,
    surfaces: [surface("app-raxx-app", "Raxx App"), surface(surfaceId, surfaceName)],
    incidents: [
      {
        ...{ id, surface_id: surfaceId, surface_display_name: surfaceName, severity: "down", public_note: note },
        ...{ opened_at: toPublicTime(openedAt), resolved_at: toPublicTime(resolvedAt) },
      },
    ],
    told: [
      {
        ...{ id, title: null, severity: "down", openedAt, resolvedAt, note, updatedAt: resolvedAt, postmortem: null },
        surfaces: [{ id: surfaceId, name: surfaceName, severity: "down", openedAt, resolvedAt }],
        words: [
          {
            ...{ revision: 1, at: openedAt, kind: "opened", phase: "investigating", severity: "down" },
            ...{ note: "Pages do not load.", changes: [{ surfaceId, severity: "down" }] },
          },
          {
            ...{ revision: 2, at: resolvedAt, kind: "resolved", phase: "resolved", severity: "down", note },
            changes: [{ surfaceId, severity: null }],
          },
        ],
      },
    ],
    windows: [],
    told_in: {},
    measured: [
      {
        ...{ surfaceId: "app-raxx-app", surfaceName: "Raxx App", state: "DOWN", source: "prober" },
        ...{ from: openedAt - 3_600_000, to: openedAt - 1_800_000, changedAt: openedAt - 1_800_000 },
      },
    ],
    days: { "app-raxx-app": ["O", "O"], "docs-raxx-app": ["O", "OD600000"] },
    history_days: 90,
  };
}
