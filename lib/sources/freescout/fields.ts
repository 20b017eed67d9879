import { TICKET_SEVERITIES, type TicketSeverity } from "@/lib/engine/states";
import type { TicketFields } from "./ticket-snapshot";

/** The slugs of the custom fields that we read (§5b). */
export type FieldSlug = "component_tag" | "public_status" | "incident_severity";

/** What a tag may name: a surface by its id or by its display name. */
export type TaggableSurface = { id: string; displayName: string };

/** The three fields from what each may be read as, best reading first (a dropdown has a label and a key). */
export function readFields(
  readingsOf: (slug: FieldSlug) => readonly string[],
  surfaces: readonly TaggableSurface[],
): TicketFields {
  return {
    componentTag: readTag(readingsOf("component_tag").filter(Boolean), surfaces),
    publicStatus: readingsOf("public_status").find(Boolean) ?? null,
    severity: readSeverity(readingsOf("incident_severity")),
  };
}

function readTag(readings: readonly string[], surfaces: readonly TaggableSurface[]): string | null {
  for (const reading of readings) {
    const surface = findSurface(reading, surfaces);
    if (surface) return surface.id;
  }
  return readings[0] ?? null;
}

function findSurface(tag: string, surfaces: readonly TaggableSurface[]): TaggableSurface | undefined {
  const wanted = tag.toLowerCase();
  return (
    surfaces.find(({ id }) => id.toLowerCase() === wanted) ??
    surfaces.find(({ displayName }) => displayName.trim().toLowerCase() === wanted)
  );
}

/** Labels go on after the word ("Partial outage"); anything else is the default of §5d. */
function readSeverity(readings: readonly string[]): TicketSeverity {
  for (const reading of readings) {
    const severity = TICKET_SEVERITIES.find((word) => reading.toLowerCase().startsWith(word));
    if (severity) return severity;
  }
  return "degraded";
}
