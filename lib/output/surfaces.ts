import { type State, worstState } from "@/lib/core/engine/states";
import { isTicketPending, type Surface } from "@/lib/core/engine/surface";
import type { PublicSurface } from "@/lib/schemas/public";
import type { SurfaceEntry } from "@/lib/schemas/registry";
import { toPublicTime } from "@/lib/schemas/times";
import { publicNote } from "./note";

const TROUBLE: readonly State[] = ["DEGRADED", "PARTIAL", "DOWN"];

/** A surface in the public view: an allow-list, never a row with fields removed (contract §7.1). `shown` is settled up to now. */
export function projectSurface(entry: SurfaceEntry, shown: Surface): PublicSurface {
  return {
    id: entry.id,
    display_name: entry.display_name,
    category: entry.category,
    state: shown.state,
    state_since: toPublicTime(shown.stateSince),
    ticket_pending: isTicketPending(shown),
    public_note: publicNote(shown.note),
    public_description: findDescription(entry, shown),
    last_checked_at: shown.hasProbe && shown.probe.lastAt !== null ? toPublicTime(shown.probe.lastAt) : null,
    maintenance_until: shown.maintenanceUntil === null ? null : toPublicTime(shown.maintenanceUntil),
  };
}

/** The tracking text replaces the description while an upstream surface is not operational by its partner's reading (contract §7.3). */
function findDescription(entry: SurfaceEntry, shown: Surface): string {
  const tracks = entry.category === "upstream_3p" && shown.source === "3p_poller" && TROUBLE.includes(shown.state);
  return tracks && entry.partner_name
    ? `We're tracking ${entry.partner_name}'s incident — our service resumes when they recover.`
    : entry.public_description;
}

/** The worst state across owned surfaces (contract §1.4); UNKNOWN when there are none. */
export const overallStatus = (surfaces: readonly PublicSurface[]): State =>
  worstState(surfaces.filter((s) => s.category === "owned").map((s) => s.state));
