import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { durationText } from "@/components/status/age";
import { asOf, PageMeta } from "@/components/ui/page-meta";
import { stateOfSeverity } from "@/lib/engine/states";
import type { Incident } from "@/lib/schemas/chronicle";
import { toPublicTime } from "@/lib/schemas/times";

type Props = { copy: Copy; incident: Incident; now: number };

/** What links to an incident show of it. One that is over pictures no state: the present may be another. */
export function IncidentMeta({ copy, incident, now }: Props) {
  const state = stateOfSeverity(incident.severity);
  const isOpen = incident.resolvedAt === null;
  return (
    <PageMeta
      copy={copy}
      title={say(copy, "incident.title", { surface: incident.surfaceName, state: say(copy, `states.${state}`) })}
      description={isOpen ? asOf(copy, toPublicTime(now), summaryOf(copy, incident)) : summaryOf(copy, incident)}
      image={isOpen ? state : null}
      path={linkTo(copy, `/incidents/${incident.id}`)}
    />
  );
}

function summaryOf(copy: Copy, { openedAt, resolvedAt, note }: Incident): string {
  const course =
    resolvedAt === null
      ? say(copy, "incident.ongoing")
      : say(copy, "incident.resolvedAfter", { duration: durationText(copy, resolvedAt - openedAt) });
  return note ? `${course} · ${note}` : course;
}
