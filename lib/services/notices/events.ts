import type { DescribedEvent, NewEvent } from "@/db/queries/notice-events";
import type { NoticeKind, Step } from "@/lib/core/notices/event";
import type { Measured } from "@/lib/core/notices/measured";
import { titleOf } from "@/lib/output/incident-title";
import type { HistoryIncident } from "@/lib/output/incidents";
import type { NoticeContent } from "@/lib/schemas/notices";
import { toPublicTime } from "@/lib/schemas/times";

type Named = { id: string; name: string };

/** An event that the batch of an incident's revision has inserted. */
type RevisionEvent = { revision: number; kind: NoticeKind };

/** What a revision of an incident tells, as readers see it: null where they see nothing of it. */
export function describeRevision(incident: HistoryIncident, { revision, kind }: RevisionEvent): DescribedEvent | null {
  const told = incident.words.filter((word) => word.revision <= revision);
  const word = told.find((each) => each.revision === revision);
  const { postmortem } = incident;
  const isPostmortem = kind === "postmortems";
  if (isPostmortem ? postmortem === null : !word) return null;
  const parts = new Set(told.flatMap(({ changes }) => changes.map(({ surfaceId }) => surfaceId)));
  const surfaces = incident.surfaces
    .filter(({ id }) => isPostmortem || parts.has(id))
    .map(({ id, name }) => ({ id, name }));
  if (surfaces.length === 0) return null;
  const severity = word?.severity ?? null;
  return {
    kind: severity === "maintenance" ? "maintenance" : kind,
    severity,
    surfaces: surfaces.map(({ id }) => id),
    content: {
      title: titleOf(incident) ?? surfaces.map(({ name }) => name).join(", "),
      note: isPostmortem ? firstParagraph(postmortem?.text ?? "") : (word?.note ?? null),
      phase: severity === "maintenance" ? null : (word?.phase ?? null),
      surfaces,
      path: `/incidents/${incident.id}`,
    },
  };
}

const firstParagraph = (text: string): string => text.trim().split(/\n\s*\n/)[0] ?? "";

/** A window as readers see it after a change of its plan or phase; `sequence` counts the edits. */
export type WindowChange = {
  windowId: string;
  sequence: number;
  step: Extract<Step, "planned" | "moved" | `reminder_${string}` | "started" | "ended" | "cancelled">;
  note: string | null;
  surfaces: readonly Named[];
  startsAt: number;
  endsAt: number;
  at: number;
};

/** What subscribers are told of a window. */
export function windowEvent({
  windowId,
  sequence,
  step,
  note,
  surfaces,
  startsAt,
  endsAt,
  at,
}: WindowChange): NewEvent {
  const names = surfaces.map(({ name }) => name).join(", ");
  const content: Partial<NoticeContent> = {
    ...{ title: note ?? names, note, surfaces: [...surfaces], path: "/" },
    ...{ starts_at: toPublicTime(startsAt), ends_at: toPublicTime(endsAt) },
  };
  return {
    subject: `window:${windowId}`,
    revision: sequence,
    ...{ step, at, content },
    kind: "maintenance",
    isOver: step === "ended" || step === "cancelled",
    severity: "maintenance",
    surfaces: surfaces.map(({ id }) => id),
  };
}

/** What is measured of a surface; `since` is when its state began. */
export type Outage = Measured & { surface: Named; revision: number; since: number; at: number };

/** What subscribers are told of an outage that only our monitoring saw. */
export const outageEvent = ({ surface, revision, since, at, step, isOver, severity }: Outage): NewEvent => ({
  subject: `surface:${surface.id}`,
  ...{ revision, step, at, isOver, severity },
  kind: "measured",
  surfaces: [surface.id],
  content: {
    title: surface.name,
    surfaces: [surface],
    path: `/surfaces/${surface.id}`,
    starts_at: isOver ? null : toPublicTime(since),
  },
});
