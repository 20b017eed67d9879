import type { Severity } from "@/lib/engine/states";
import type { PublicIncident } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/times";
import { publicNote } from "./note";

/** A resolved incident as the tables keep it; times as ISO text. */
export type ResolvedIncident = {
  id: number;
  surfaceId: string;
  severity: Severity | null;
  openedAt: string;
  resolvedAt: string | null;
  publicNote: string | null;
};

/** The incident's opaque public name: `inc_` and at least five digits (§6a). */
export const publicIncidentId = (id: number): string => `inc_${String(id).padStart(5, "0")}`;

/** Incidents as the world sees them; those of surfaces that the registry does not name are left out. */
export function projectIncidents(
  incidents: readonly ResolvedIncident[],
  nameOf: (surfaceId: string) => string | null,
): PublicIncident[] {
  return incidents.flatMap((incident) => {
    const name = nameOf(incident.surfaceId);
    if (name === null || incident.resolvedAt === null || incident.severity === null) return [];
    return [
      {
        id: publicIncidentId(incident.id),
        surface_id: incident.surfaceId,
        surface_display_name: name,
        severity: incident.severity,
        opened_at: toPublicTime(Date.parse(incident.openedAt)),
        resolved_at: toPublicTime(Date.parse(incident.resolvedAt)),
        public_note: publicNote(incident.publicNote),
      },
    ];
  });
}
