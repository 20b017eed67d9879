import type { IncidentStep } from "@/lib/core/engine/outcome";
import type { Phase } from "@/lib/core/engine/states";
import { newestItem } from "@/lib/output/feeds/channel";
import { toMail } from "@/lib/output/incident-mail";
import type { StoryRevision, StoryUpdate } from "@/lib/output/incident-story";
import { activeOf, type HistoryIncident, projectHistory } from "@/lib/output/incidents";
import type { Context } from "@/lib/platform/context";
import type { OpsPreview } from "@/lib/schemas/ops-answers";
import { toIso } from "@/lib/schemas/times";
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
  if (draft.incidentKey === undefined) return null;
  const incident = project(ctx, story, draft);
  if (!incident) return null;
  const item = newestItem(incident);
  return {
    active: activeOf([incident]),
    feed: { ...item, at: toIso(item.at) },
    mail: toMail(incident, { ...item, isPublished: story.rows.length > 0 }),
  };
}

/** The incident with a draft's steps on top of what is stored; a new row has a number that is not stored yet. */
function project(ctx: Context, { rows, updates, revisions }: Story, draft: Draft): HistoryIncident | undefined {
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
