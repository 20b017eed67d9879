import type { NewEvent } from "@/db/queries/notice-events";
import type { Severity } from "@/lib/core/engine/states";
import type { Step } from "@/lib/core/notices/event";
import type { Measured } from "@/lib/core/notices/measured";
import type { NoticeContent } from "@/lib/schemas/notices";
import { toPublicTime } from "@/lib/schemas/times";

type Named = { id: string; name: string };

/** An incident's update as readers see it: its texts have passed the note policy. Revisions begin with 1. */
export type IncidentUpdate = {
  incidentId: number;
  publicId: string;
  revision: number;
  phase: "investigating" | "identified" | "monitoring" | "resolved" | "postmortem";
  title: string;
  note: string | null;
  severity: Severity;
  surfaces: readonly Named[];
  at: number;
};

/** What subscribers are told of an incident's update; a postmortem is a subject of its own, which nothing ends. */
export function incidentEvent(update: IncidentUpdate): NewEvent {
  const { incidentId, publicId, revision, phase, title, note, severity, surfaces, at } = update;
  const isPostmortem = phase === "postmortem";
  const step: Step = isPostmortem ? "published" : findStep(update);
  const content = { title, note, surfaces: [...surfaces], path: `/incidents/${publicId}` };
  return {
    subject: `${isPostmortem ? "postmortem" : "incident"}:${incidentId}`,
    ...{ revision, step, at },
    kind: isPostmortem ? "postmortems" : "incidents",
    isOver: phase === "resolved",
    severity: isPostmortem ? null : severity,
    surfaces: surfaces.map(({ id }) => id),
    content: isPostmortem ? content : { ...content, phase },
  };
}

const findStep = ({ phase, revision }: IncidentUpdate): Step => {
  if (phase === "resolved") return "resolved";
  return revision === 1 ? "opened" : "updated";
};

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
