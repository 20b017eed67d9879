import { type Messages, t } from "@/components/messages/t";
import { durationText } from "@/components/status/age";
import { joinList } from "@/components/status/names";
import { describeTime, type PageSummary } from "@/components/ui/page-summary";
import { stateOfSeverity } from "@/lib/core/engine/states";
import { titleOf } from "@/lib/output/incident-title";
import type { Incident } from "@/lib/schemas/public";
import { toPublicTime } from "@/lib/schemas/public-time";

const listNames = (messages: Messages, { surfaces }: Incident): string =>
  joinList(
    messages,
    surfaces.map(({ name }) => name),
  );

/** Its given title, else the first sentence of its first note; without either, its surfaces and state. */
export function incidentTitle(messages: Messages, incident: Incident): string {
  const state = t(messages, `states.${stateOfSeverity(incident.severity)}`);
  return titleOf(incident) ?? t(messages, "incident.title", { surface: listNames(messages, incident), state });
}

/** What links to an incident show of it. One that is over pictures no state: the present may be another. */
export function incidentPreview(
  messages: Messages,
  { incident, now }: { incident: Incident; now: number },
): PageSummary {
  const isOpen = incident.resolvedAt === null;
  const text = summarizeCourse(messages, incident);
  return {
    title: incidentTitle(messages, incident),
    description: isOpen ? describeTime(messages, toPublicTime(now), text) : text,
    image: isOpen ? stateOfSeverity(incident.severity) : null,
  };
}

function summarizeCourse(messages: Messages, incident: Incident): string {
  const { severity, openedAt, resolvedAt, note } = incident;
  const duration = resolvedAt === null ? "" : durationText(messages, resolvedAt - openedAt);
  const over = severity === "maintenance" ? "incident.completedAfter" : "incident.resolvedAfter";
  const course = resolvedAt === null ? t(messages, "incident.ongoing") : t(messages, over, { duration });
  return [listNames(messages, incident), course, note].filter(Boolean).join(" · ");
}
