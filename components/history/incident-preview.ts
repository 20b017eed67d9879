import { type Messages, t } from "@/components/messages/t";
import { durationText } from "@/components/status/age";
import { describeTime, type PageSummary } from "@/components/ui/page-summary";
import { stateOfSeverity } from "@/lib/core/engine/states";
import type { Incident } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";

/** What links to an incident show of it. One that is over pictures no state: the present may be another. */
export function incidentPreview(
  messages: Messages,
  { incident, now }: { incident: Incident; now: number },
): PageSummary {
  const state = stateOfSeverity(incident.severity);
  const isOpen = incident.resolvedAt === null;
  const text = summarizeCourse(messages, incident);
  return {
    title: t(messages, "incident.title", { surface: incident.surfaceName, state: t(messages, `states.${state}`) }),
    description: isOpen ? describeTime(messages, toPublicTime(now), text) : text,
    image: isOpen ? state : null,
  };
}

function summarizeCourse(messages: Messages, { openedAt, resolvedAt, note }: Incident): string {
  const course =
    resolvedAt === null
      ? t(messages, "incident.ongoing")
      : t(messages, "incident.resolvedAfter", { duration: durationText(messages, resolvedAt - openedAt) });
  return note ? `${course} · ${note}` : course;
}
