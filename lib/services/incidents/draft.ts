import { writePostmortem } from "@/db/queries/public-incidents";
import { mergeOutcomes } from "@/lib/core/engine/outcome";
import type { TicketSeverity } from "@/lib/core/engine/states";
import { orderTicket, type TicketRecord } from "@/lib/core/engine/tickets";
import { publicIncidentId } from "@/lib/output/incidents";
import { AppError, invalidInput } from "@/lib/platform/problems";
import { OPEN_PHASES } from "@/lib/schemas/ops-incident";
import type { OpsWriteNamed } from "@/lib/schemas/ops-write";
import type { Draft, DraftInput } from "@/lib/services/operators/draft-write";
import { findSurface } from "@/lib/services/surfaces/load";
import { decideEffects } from "@/lib/services/tickets/receive-delivery";
import { recordChange } from "./correct";

type Told = OpsWriteNamed<"open_incident"> | OpsWriteNamed<"update_incident"> | OpsWriteNamed<"resolve_incident">;
type Input<W> = DraftInput<W>;

/** The key of an operator's incident, of its first row and of what holds its first surface; each further one's is `<key>:<surface>`. */
export const operatorKey = (requestId: string): string => `ops:${requestId}`;

/**
 * An operator's incident holds its surfaces as a ticket does: probes and partners go on counting, and a recovery is told beside it
 * (contract §2.13). What it says besides is one revision of the public incident.
 */
export function draftIncident(input: Input<Told | OpsWriteNamed<"postmortem">>): Draft {
  const { write } = input;
  switch (write.action) {
    case "open_incident":
      return draftOpen({ ...input, write });
    case "update_incident":
      return draftUpdate({ ...input, write });
    case "resolve_incident":
      return draftResolve({ ...input, write });
    case "postmortem":
      return draftPostmortem({ ...input, write });
  }
}

/** What a record is to become; a surface that is let go keeps its severity, and the note as its last word. */
type Part = { key: string; surfaceId: string; severity: TicketSeverity; note: string | null; isOpen: boolean };

function draftOpen(input: Input<OpsWriteNamed<"open_incident">>): Draft {
  const { surfaces, request_id: requestId = "new", public_note: note = null, phase, title } = input.write;
  for (const { surface_id: id } of surfaces) findSurface(input.loaded, id);
  const key = operatorKey(requestId);
  const parts = surfaces.map(({ surface_id: surfaceId, severity }, i) => ({
    ...{ key: i === 0 ? key : `${key}:${surfaceId}`, surfaceId, severity, note, isOpen: true },
  }));
  return tell(input, { key, parts, phase: phase ?? "investigating", title, remark: "incident opened" });
}

function draftUpdate(input: Input<OpsWriteNamed<"update_incident">>): Draft {
  const { write, loaded } = input;
  const { key, records, title: knownTitle, phase: knownPhase } = findHeld(input);
  const open = records.filter(isHeld);
  const asked = new Map(write.surfaces.map(({ surface_id: id, severity }) => [id, severity]));
  for (const [id, severity] of asked) {
    findSurface(loaded, id);
    if (severity === null && !open.some((record) => record.surfaceId === id))
      throw invalidInput({ path: "surfaces", message: `the incident is not on ${id}` });
  }
  const said = write.public_note ?? null;
  const latest = open.toSorted((a, b) => b.updatedAt - a.updatedAt)[0]?.note ?? null;
  const stays = open.map((record): Part => {
    const severity = asked.get(record.surfaceId);
    const isLeft = severity === null;
    const note = isLeft ? record.note : (said ?? record.note);
    return { ...record, severity: severity ?? record.severity, note, isOpen: !isLeft };
  });
  const comes = [...asked].flatMap(([surfaceId, severity]): Part[] => {
    if (severity === null || open.some((record) => record.surfaceId === surfaceId)) return [];
    const known = records.find((record) => record.surfaceId === surfaceId);
    return [{ key: known?.key ?? `${key}:${surfaceId}`, surfaceId, severity, note: said ?? latest, isOpen: true }];
  });
  const parts = [...stays, ...comes];
  if (!parts.some(({ isOpen }) => isOpen))
    throw invalidInput({ path: "surfaces", message: "must leave the incident on one surface; resolve it instead" });
  const { phase = null, title = null } = write;
  const isReopened = open.length === 0;
  const isSaid = said !== null && said !== latest;
  const isMoved = [phase, title].some((is, i) => is !== null && is !== [knownPhase, knownTitle][i]);
  const isChanged = parts.some((part) => !open.some((was) => isSame(was, part)));
  if (!isReopened && !isSaid && !isMoved && !isChanged)
    throw invalidInput({ path: "phase", message: "stays as it was, and so does all else: nothing would be published" });
  const remark = `${idText(loaded.story)} ${isReopened ? "opened again" : "updated"}`;
  const before = { severities: severitiesOf(open), title: knownTitle, ...knownOpen(knownPhase) };
  const after = {
    severities: severitiesOf(parts.filter(({ isOpen }) => isOpen)),
    title: title ?? knownTitle,
    phase: phase ?? knownOpen(knownPhase).phase,
  };
  return { ...tell(input, { key, parts, phase, title, remark }), record: { before, after } };
}

const severitiesOf = (parts: readonly Pick<Part, "surfaceId" | "severity">[]) =>
  Object.fromEntries(parts.map(({ surfaceId, severity }) => [surfaceId, severity]));

const knownOpen = (phase: string | null) => ({ phase: OPEN_PHASES.find((each) => each === phase) ?? "investigating" });

const isSame = (was: Held, { surfaceId, severity, isOpen }: Part): boolean =>
  isOpen && was.surfaceId === surfaceId && was.severity === severity;

function draftResolve(input: Input<OpsWriteNamed<"resolve_incident">>): Draft {
  const { write, loaded } = input;
  const { key, records } = findHeld(input);
  const open = records.filter(isHeld);
  if (open.length === 0) throw invalidInput({ path: "incident_id", message: "is resolved already" });
  const parts = open.map((record) => ({ ...record, note: write.public_note ?? record.note, isOpen: false }));
  return tell(input, { key, parts, phase: null, title: null, remark: `${idText(loaded.story)} resolved` });
}

type Telling = {
  key: string;
  parts: readonly Part[];
  phase: NonNullable<Draft["telling"]>["phase"];
  title?: string | null;
  remark: string;
};

/** Decides each part in turn, on surfaces as the parts before have left them. */
function tell({ ctx, loaded, actor }: Input<Told>, { key, parts, phase, title = null, remark }: Telling): Draft {
  const effects = parts.map((part) => {
    const known = loaded.tickets.get(part.key)?.record ?? null;
    const decision = orderTicket(
      known,
      {
        ...{ key: part.key, ticketId: null, updatedAt: ctx.now, isAnswer: true, fingerprint: crypto.randomUUID() },
        ...{ status: part.isOpen ? "open" : "closed", fields: part },
      },
      ctx.now,
    );
    const record = decision.kind === "hold" ? { ...decision.record, incidentKey: part.key } : null;
    const on = { surfaces: loaded.surfaces, known, actor };
    return decideEffects(ctx, on, record && decision.kind === "hold" ? { ...decision, record } : decision);
  });
  return {
    outcomes: mergeOutcomes(effects.flatMap(({ outcomes }) => outcomes)),
    tickets: effects.flatMap(({ tickets }) => tickets),
    ticketIncidents: effects.flatMap(({ ticketIncidents }) => ticketIncidents),
    telling: { key, phase, title, source: "manual", at: ctx.now },
    remark,
    incidentKey: key,
  };
}

type Held = TicketRecord & { surfaceId: string };
const isHeld = (record: TicketRecord): record is Held => record.open && record.surfaceId !== null;

/** What holds the surfaces of an operator's incident; another's has its writer elsewhere. */
function findHeld({ loaded, write }: Input<{ incident_id: number }>) {
  const { story, tickets } = loaded;
  const first = story.rows[0];
  if (!first) throw new AppError("unknown_incident");
  if (!first.incidentKey.startsWith("ops:")) {
    const kind = Object.keys(WRITERS).find((each) => first.incidentKey.startsWith(`${each}:`)) ?? "other";
    throw invalidInput({ path: "incident_id", message: WRITERS[kind] ?? "is not an operator's incident" });
  }
  const last = story.revisions.at(-1);
  return {
    key: first.incidentKey,
    records: [...tickets.values()].map(({ record }) => record),
    title: last?.title ?? null,
    phase: last?.phase ?? null,
    id: write.incident_id,
  };
}

const WRITERS: Record<string, string> = {
  ticket: "is a ticket's: its ticket tells of it",
  window: "is a maintenance window's: change the window",
  pin: "is an override's: change or clear the override",
};

const idText = ({ rows }: DraftInput["loaded"]["story"]): string => publicIncidentId(Number(rows[0]?.incident ?? 0));

/** A postmortem reopens nothing and changes no state; the log names who wrote it, on each surface of the incident. */
function draftPostmortem({ ctx, loaded, write, actor }: Input<OpsWriteNamed<"postmortem">>): Draft {
  const { rows, revisions } = loaded.story;
  const [first] = rows;
  if (!first) throw new AppError("unknown_incident");
  if (rows.some(({ resolvedAt }) => resolvedAt === null))
    throw invalidInput({ path: "incident_id", message: "is open: a postmortem is written once it is resolved" });
  const before = revisions.findLast(({ phase }) => phase === "postmortem")?.body ?? null;
  if (before === write.text)
    throw invalidInput({ path: "text", message: "is what is published already: nothing would change" });
  const ids = new Set(rows.map(({ surfaceId }) => surfaceId));
  const surfaces = [...ids].flatMap((id) => loaded.surfaces.get(id)?.surface ?? []);
  return {
    outcomes: surfaces.map((surface) => recordChange(surface, actor, ctx.now)),
    statements: [writePostmortem(ctx.db, { key: first.incidentKey, text: write.text, at: ctx.now }, ctx.clock())],
    remark: `${idText(loaded.story)}: postmortem ${before === null ? "published" : "corrected"}`,
    remarkOn: "manual",
    record: { before: { text: before }, after: { text: write.text } },
    incidentKey: first.incidentKey,
  };
}
