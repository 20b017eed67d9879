import type { IncidentTelling } from "@/lib/core/engine/outcome";
import { type Phase, severityOfState, TICKET_SEVERITIES, type TicketSeverity } from "@/lib/core/engine/states";
import { orderTicket, type TicketDecision, type TicketRecord, type TicketSighting } from "@/lib/core/engine/tickets";
import type { Context } from "@/lib/platform/context";
import type { UpdateResult, UpdateSurface } from "@/lib/schemas/internal";
import { commit, type Decision } from "@/lib/services/commit";
import { publishTicketNote, requirePublishable } from "@/lib/services/notes/publish";
import { findSurface } from "@/lib/services/surfaces/load";
import { toResult } from "@/lib/services/surfaces/snapshot";
import { decideEffects } from "./receive-delivery";

/** `update-surface` with source `freescout`: one anonymous ticket per surface, closed by OPERATIONAL or `ticket_pending: false` (contract §4.2). */
export async function reportAnonymousTicket(ctx: Context, body: UpdateSurface): Promise<UpdateResult> {
  const key = `anonymous:${body.surface_id}`;
  const { note, remark } = publishTicketNote(body.public_note ?? null);
  const title = requirePublishable(body.title, "title") ?? null;
  return commit(
    ctx,
    (loaded): Decision<UpdateResult> => {
      const { surface } = findSurface(loaded, body.surface_id);
      const known = loaded.tickets.get(key)?.record ?? null;
      const said = body.public_note === undefined && known?.open ? known.note : note;
      const ordered = orderTicket(known, anonymousSighting(body, key, said), ctx.now);
      const decision = inItsIncident(ordered, body, { known, now: ctx.now });
      const isNewIncident =
        decision.kind === "hold" && known?.open === true && known.incidentKey !== decision.record.incidentKey;
      const on = { surfaces: loaded.surfaces, known: isNewIncident ? { ...known, open: false } : known };
      const effects = decideEffects(ctx, on, decision);
      const ended = isNewIncident && known.incidentKey ? [{ key: known.incidentKey, note: known.note }] : [];
      return {
        ...effects,
        ticketIncidents: [
          ...ended.map((left) => ({ op: "close" as const, ...left, at: ctx.now })),
          ...effects.ticketIncidents.map((step) =>
            step.op === "open" && body.incident !== undefined ? { ...step, of: callerKey(body.incident) } : step,
          ),
        ],
        telling: toTelling(ctx, decision, { title, phase: body.phase }),
        remark,
        result: toResult(surface, effects.outcomes[0]?.surface ?? surface, ctx.now),
      };
    },
    { ticketKey: key },
  );
}

const isClosing = ({ state, ticket_pending: pending }: UpdateSurface): boolean =>
  state === "OPERATIONAL" || pending === false;

function anonymousSighting(body: UpdateSurface, key: string, note: string | null): TicketSighting {
  const { title, phase, incident } = body;
  const closes = isClosing(body);
  const severity = severityOfState(body.state) as TicketSeverity;
  const told = [title, phase, incident].some((one) => one !== undefined) ? [{ title, phase, incident }] : [];
  return {
    key,
    ticketId: null,
    status: closes ? "closed" : "open",
    updatedAt: null,
    fields: {
      surfaceId: body.surface_id,
      severity: TICKET_SEVERITIES.includes(severity) ? severity : "degraded",
      note,
    },
    fingerprint: JSON.stringify([closes, closes ? null : severity, note, ...told]),
  };
}

/** The beginning of the keys of all rows of a caller's incident: its key has no colon in this form. */
const callerKey = (incident: string): string => `ticket:caller:${encodeURIComponent(incident)}`;

/**
 * The decision with the incident that it is told in: that of the caller's key, else the open one, else a new one. The close of another
 * incident than the open one is late, and ends nothing.
 */
function inItsIncident(
  decision: TicketDecision,
  body: UpdateSurface,
  { known, now }: { known: TicketRecord | null; now: number },
): TicketDecision {
  const named = body.incident === undefined ? null : `${callerKey(body.incident)}:${body.surface_id}`;
  if (decision.kind === "let_go" && named !== null && named !== known?.incidentKey && isCallers(known?.incidentKey))
    return { kind: "ignore", why: "older_than_known" };
  if (decision.kind !== "hold") return decision;
  const current = known?.open ? known.incidentKey : null;
  const incidentKey = named ?? current ?? `ticket:${decision.record.key}:${now}`;
  return { ...decision, record: { ...decision.record, incidentKey } };
}

const isCallers = (incidentKey?: string | null): boolean => incidentKey?.startsWith("ticket:caller:") === true;

/** What is told beside the report; `resolved` on an open surface is told as `monitoring`, and at the end of one says nothing of the others. */
function toTelling(
  { now }: Context,
  decision: TicketDecision,
  { title, phase }: { title: string | null; phase: Phase | undefined },
): IncidentTelling | undefined {
  if ((decision.kind !== "hold" && decision.kind !== "let_go") || decision.record.incidentKey === null) return;
  const ofResolved = decision.kind === "hold" ? "monitoring" : null;
  return {
    key: decision.record.incidentKey,
    phase: phase === "resolved" ? ofResolved : (phase ?? null),
    title,
    source: "freescout",
    at: now,
  };
}
