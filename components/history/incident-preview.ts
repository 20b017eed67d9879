import { type Copy, say } from "@/components/copy/say";
import { durationText } from "@/components/status/age";
import { asOf, type PageSummary } from "@/components/ui/page-summary";
import { stateOfSeverity } from "@/lib/engine/states";
import type { Incident } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";

/** What links to an incident show of it. One that is over pictures no state: the present may be another. */
export function incidentPreview(copy: Copy, { incident, now }: { incident: Incident; now: number }): PageSummary {
  const state = stateOfSeverity(incident.severity);
  const isOpen = incident.resolvedAt === null;
  const text = courseOf(copy, incident);
  return {
    title: say(copy, "incident.title", { surface: incident.surfaceName, state: say(copy, `states.${state}`) }),
    description: isOpen ? asOf(copy, toPublicTime(now), text) : text,
    image: isOpen ? state : null,
  };
}

function courseOf(copy: Copy, { openedAt, resolvedAt, note }: Incident): string {
  const course =
    resolvedAt === null
      ? say(copy, "incident.ongoing")
      : say(copy, "incident.resolvedAfter", { duration: durationText(copy, resolvedAt - openedAt) });
  return note ? `${course} · ${note}` : course;
}
