import { utcMinute } from "./feeds/entry";
import { type HistoryIncident, surfaceNames } from "./incidents";
import { SITE } from "./site";
import { severityLabel } from "./text";

/** The newest word of an incident, as text. */
type Item = { title: string; heading: string; note: string | null; at: number; isPublished: boolean };

/** What a mail says of an incident's newest word, as plain text; one that is not published yet has no address. */
export function toMail(
  incident: HistoryIncident,
  { title, heading, note, at, isPublished }: Item,
): { subject: string; text: string } {
  const on = ({ name, severity, resolvedAt }: HistoryIncident["surfaces"][number]) =>
    `- ${name}: ${resolvedAt === null ? severityLabel(severity) : "resolved"}`;
  const isOpen = incident.resolvedAt === null;
  const lines = [
    heading,
    ...(note === null ? [] : ["", note]),
    "",
    ...(isOpen ? incident.surfaces.map(on) : [surfaceNames(incident).join(", ")]),
    "",
    utcMinute(at),
    `${SITE}/incidents/${isPublished ? incident.id : "…"}`,
  ];
  return { subject: `[Raxx Status] ${title}`, text: lines.join("\n") };
}
