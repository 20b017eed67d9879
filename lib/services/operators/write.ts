import { insertAction } from "@/db/queries/operator-actions";
import { selectIncidentByKey } from "@/db/queries/public-incidents";
import { explain } from "@/lib/core/engine/explain";
import type { IncidentStep } from "@/lib/core/engine/outcome";
import { shownSurface } from "@/lib/core/engine/settle";
import type { State } from "@/lib/core/engine/states";
import type { Surface } from "@/lib/core/engine/surface";
import type { Operator } from "@/lib/integrations/access/verify-operator";
import { publicIncidentId } from "@/lib/output/incidents";
import { publicNote } from "@/lib/output/note";
import { toPageLayout } from "@/lib/output/page-layout";
import { overallStatus, projectSurface } from "@/lib/output/surfaces";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { LANGUAGES, type Language } from "@/lib/schemas/language";
import type { OpsPreview, OpsWriteResult } from "@/lib/schemas/ops-answers";
import type { OpsWrite, OpsWriteNamed } from "@/lib/schemas/ops-write";
import { formatIso, toIso } from "@/lib/schemas/times";
import { commit } from "@/lib/services/commit";
import { operatorKey } from "@/lib/services/incidents/draft";
import { draftedEvent, readStory } from "@/lib/services/incidents/story";
import { publishWrite } from "@/lib/services/notes/publish";
import { previewNotices } from "@/lib/services/notices/preview";
import { silence } from "@/lib/services/notices/silence";
import { purgingOnce } from "@/lib/services/public/purge";
import { findSurface } from "@/lib/services/surfaces/load";
import { draftUndo } from "./draft-undo";
import { type Draft, draftWrite } from "./draft-write";
import { loadForWrite, type OperatorState, requireSameAction, requireUpToDate, whatChangedSince } from "./load";

/** An operator's write: note policy (422), unseen changes (409), one atomic batch; repeating a `request_id` changes nothing and gets the same response. */
export async function writeAsOperator(ctx: Context, operator: Operator, input: OpsWrite): Promise<OpsWriteResult> {
  const { write: asked, findings } = publishWrite(input);
  if (findings.length > 0) throw new AppError("copy_policy", undefined, findings);
  // Named, so that an incident whose batch was stored, but not answered, is found again.
  const write = { ...asked, request_id: asked.request_id ?? crypto.randomUUID() };
  const { actor } = operator;
  const decideOn = (loaded: OperatorState) => {
    requireSameAction(loaded.done ? [loaded.done] : [], write.action);
    if (loaded.done)
      return { outcomes: [], result: { isDone: true, result: JSON.parse(loaded.done.result) as OpsWriteResult } };
    requireUpToDate(loaded, write, actor);
    const draft = draftWrite({ ctx, loaded, write, actor });
    const result = { ...toResult(ctx, draft, loaded.story), undo: draftUndo(ctx, loaded, { write, draft }) };
    const { request_id: requestId, action, ...rest } = write;
    const row = insertAction(ctx.db, { requestId, actor, action, asked: rest, result }, ctx.now);
    const silent = "tell_nobody" in write && write.tell_nobody ? silence(ctx, draft) : [];
    return { ...draft, statements: [...(draft.statements ?? []), ...silent, row], result: { isDone: false, result } };
  };
  const load = () => loadForWrite(ctx, write, actor);
  const { result: written, purged } = await purgingOnce(ctx, (once) => commit(once, decideOn, { load }));
  const result = { ...written.result, undo: written.result.undo ?? null, replayed: written.isDone, purged };
  return write.action === "open_incident" ? withIncident(ctx, write, result) : result;
}

/** A new incident has its number, and so an address and a way back, once it is stored. */
async function withIncident(
  { db }: Context,
  { request_id: requestId = "", surfaces }: OpsWriteNamed<"open_incident">,
  result: OpsWriteResult,
): Promise<OpsWriteResult> {
  const [row] = await selectIncidentByKey(db, operatorKey(requestId));
  if (!row) return result;
  const seen = surfaces.map(({ surface_id, version }) => ({ surface_id, version }));
  const undo = { action: "resolve_incident", incident_id: row.id, surfaces: seen };
  return { ...result, incident_id: publicIncidentId(row.id), undo };
}

function toResult(
  { registry, now }: Context,
  { outcomes, windowId }: Draft,
  { rows: [told] }: OperatorState["story"],
): Omit<OpsWriteResult, "undo"> {
  const surfaces = outcomes.flatMap(({ surface }) => {
    const entry = registry.find(surface.id);
    return entry ? [projectSurface(entry, shownSurface(surface, now))] : [];
  });
  return {
    replayed: false,
    purged: true,
    surfaces,
    window_id: windowId ?? null,
    incident_id: told ? publicIncidentId(Number(told.incident)) : null,
  };
}

/** What customers would see after a write, by the code of the write itself; policy findings and unseen changes are returned, not refused. */
export async function previewWrite(
  ctx: Context,
  { actor }: Operator,
  { input, language }: { input: OpsWrite; language: Language },
): Promise<OpsPreview> {
  const { write, findings } = publishWrite(input);
  const loaded = await loadForWrite(ctx, write, actor);
  const draft = draftWrite({ ctx, loaded, write, actor });
  const { changed, rows } = whatChangedSince(loaded, write, actor);
  return {
    ...compare(ctx, loaded, draft),
    record: draft.record ?? null,
    story: readStory(ctx, loaded, draft),
    claims: write.action === "clear" ? write.surfaces.flatMap((seen) => listClaims(loaded, seen.surface_id)) : [],
    notices: await previewNotices(ctx, { write, draft, incident: draftedEvent(ctx, loaded, draft), language }),
    findings,
    changed_meanwhile: changed,
    meanwhile: rows,
    seen: {
      ...("surfaces" in write && { surfaces: [...loaded.versions] }),
      ...(loaded.window && { sequence: loaded.window.sequence }),
      ...(loaded.incident && { updated_at: formatIso(loaded.incident.updatedAt) }),
      ...(write.action === "postmortem" && { revision: loaded.story.revisions.at(-1)?.revision ?? 0 }),
    },
  };
}

/** The trouble that sources besides operators report on a surface. */
function listClaims(loaded: OperatorState, id: string): OpsPreview["claims"] {
  return explain(findSurface(loaded, id).surface).flatMap(({ source, state }) =>
    state !== null && TROUBLE.includes(state) && source !== "manual" && source !== "schedule"
      ? [{ surface_id: id, source, state }]
      : [],
  );
}

const TROUBLE: readonly State[] = ["DOWN", "PARTIAL", "DEGRADED"];

function compare(ctx: Context, loaded: OperatorState, draft: Draft) {
  const readAt = draft.readAt ?? ctx.now;
  const after = new Map(draft.outcomes.map(({ surface }) => [surface.id, surface]));
  const project = (pick: (id: string, stored: Surface) => [Surface, number]) =>
    ctx.registry.entries.flatMap((entry) => {
      const found = loaded.surfaces.get(entry.id);
      if (!found) return [];
      const [surface, at] = pick(entry.id, found.surface);
      return [projectSurface(entry, shownSurface(surface, at))];
    });
  const now = project((_, stored) => [stored, ctx.now]);
  const then = project((id, stored) => [after.get(id) ?? stored, after.has(id) ? readAt : ctx.now]);
  const touched = now.flatMap((before) => {
    const next = then.find(({ id }) => id === before.id);
    return after.has(before.id) && next ? [{ before, after: next }] : [];
  });
  const steps = [...(draft.ticketIncidents ?? []), ...draft.outcomes.flatMap(({ incidents }) => incidents)];
  return {
    read_at: toIso(readAt),
    surfaces: touched,
    overall_before: overallStatus(now),
    overall_after: overallStatus(then),
    page: then,
    layout: toPageLayout(ctx.registry, LANGUAGES[0]),
    incidents: steps.map((step) => viewStep(step, draft)),
  };
}

/** A closing step names no surface; it belongs to the surface of the outcome that it is part of. */
function viewStep(step: IncidentStep, { outcomes }: Draft): OpsPreview["incidents"][number] {
  const from = outcomes.find(({ incidents }) => incidents.includes(step));
  return {
    op: step.op,
    surface_id: "surfaceId" in step ? step.surfaceId : (from?.surface.id ?? ""),
    severity: "severity" in step ? (step.op === "update" && step.seen) || step.severity : null,
    public_note: publicNote(step.note),
  };
}
