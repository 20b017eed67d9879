import type { IncidentStep } from "@/lib/core/engine/outcome";
import type { Phase } from "@/lib/core/engine/states";
import { newestItem } from "@/lib/output/feeds/channel";
import type { StoryRevision, StoryUpdate } from "@/lib/output/incident-story";
import { activeOf, type HistoryIncident, projectHistory } from "@/lib/output/incidents";
import type { ToldEvent } from "@/lib/output/notices/render-notice";
import type { Context } from "@/lib/platform/context";
import { NoticeContent } from "@/lib/schemas/notices";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import { toIso } from "@/lib/schemas/times";
import { describeRevision } from "@/lib/services/notices/events";
import { previewMail } from "@/lib/services/notices/preview";
import type { Draft } from "@/lib/services/operators/draft-write";
import type { OperatorState } from "@/lib/services/operators/load";

type Story = OperatorState["story"];
type Row = Pick<
  Story["rows"][number],
  | "id"
  | "incident"
  | "incidentKey"
  | "surfaceId"
  | "severity"
  | "openedAt"
  | "resolvedAt"
  | "publicNote"
  | "title"
  | "updatedAt"
>;
type Told = { rows: Row[]; updates: StoryUpdate[]; revisions: StoryRevision[] };

/** A drafted incident as its page's card, the newest item of the feeds and the text of a mail would have it; null where no incident is written. */
export function readStory(ctx: Context, { story }: Pick<OperatorState, "story">, draft: Draft): OpsPreview["story"] {
  const incident = project(ctx, story, draft);
  const event = incident && toEvent(ctx, story, incident);
  if (!event) return null;
  const item = newestItem(incident);
  return { active: activeOf([incident]), feed: { ...item, at: toIso(item.at) }, mail: previewMail(event) };
}

/** What subscribers are told of a drafted incident; null where no incident is written. */
export function draftedEvent(ctx: Context, { story }: Pick<OperatorState, "story">, draft: Draft): ToldEvent | null {
  const incident = project(ctx, story, draft);
  return incident ? toEvent(ctx, story, incident) : null;
}

/** One that is not stored yet has no address. */
function toEvent({ now }: Context, { rows }: Story, incident: HistoryIncident): ToldEvent | null {
  const word = incident.words.at(-1);
  const isPostmortem = incident.postmortem !== null && incident.postmortem.revision > (word?.revision ?? 0);
  const revision = isPostmortem ? (incident.postmortem?.revision ?? 0) : (word?.revision ?? 0);
  const described = describeRevision(incident, { revision, kind: isPostmortem ? "postmortems" : "incidents" });
  if (!described) return null;
  const isOver = !isPostmortem && incident.resolvedAt !== null;
  const step = isPostmortem ? "published" : isOver ? "resolved" : revision === 1 ? "opened" : "updated";
  const unpublished = rows.length === 0 ? { path: "/incidents/…" } : {};
  const content = NoticeContent.parse({ ...described.content, ...unpublished });
  return { ...described, subject: "incident", revision, step, isOver, at: now, content };
}

/** The incident with a draft's steps on top of what is stored; a new row has a number that is not stored yet. */
function project(ctx: Context, { rows, updates, revisions }: Story, draft: Draft): HistoryIncident | undefined {
  if (draft.incidentKey === undefined) return undefined;
  const { telling, ticketIncidents = [], record } = draft;
  const text = record?.after?.text;
  const told: Told = { rows: [...rows], updates: [...updates], revisions: [...revisions] };
  for (const step of ticketIncidents) apply(told, step);
  const last = revisions.at(-1);
  const isOpen = told.rows.some(({ resolvedAt }) => resolvedAt === null);
  const known = isOpenPhase(last?.phase) ? last.phase : "investigating";
  const phase = text ? "postmortem" : isOpen ? (telling?.phase ?? known) : "resolved";
  told.revisions.push({
    ...{ incidentId: Number(told.rows[0]?.incident), revision: (last?.revision ?? 0) + 1, phase },
    ...{
      title: telling?.title ?? last?.title ?? null,
      body: text ?? null,
      at: toIso(ctx.now),
      updateId: Number.MAX_SAFE_INTEGER,
    },
  });
  return projectHistory(told.rows, told, ctx.registry.displayName)[0];
}

const isOpenPhase = (phase?: string): phase is Exclude<Phase, "resolved"> =>
  phase !== undefined && phase !== "resolved" && phase !== "postmortem";

/** One step on the rows, and the update that it adds. */
function apply({ rows, updates }: Told, step: IncidentStep): void {
  const found = rows.findIndex(({ incidentKey }) => incidentKey === step.key);
  const at = toIso(step.at);
  const { note: publicNote } = step;
  const id = found === -1 ? Math.max(-1, ...rows.map((row) => row.id)) + 1 : (rows[found]?.id ?? 0);
  const before = rows[found];
  const set =
    step.op === "close"
      ? { resolvedAt: at, publicNote }
      : { surfaceId: step.surfaceId, severity: step.severity, publicNote, resolvedAt: null };
  const fresh = { id, incident: Number(rows[0]?.incident ?? id), incidentKey: step.key, openedAt: at, title: null };
  const row = { ...(before ?? { ...fresh, surfaceId: "", severity: null }), ...set, updatedAt: at };
  rows.splice(found === -1 ? rows.length : found, 1, row);
  const kind = { open: before ? "reopened" : "opened", update: "updated", close: "resolved" } as const;
  const { surfaceId, severity } = row;
  updates.push({ incidentId: id, surfaceId, kind: kind[step.op], severity, publicNote, effectiveAt: at });
}
