import { severityOfState, TICKET_SEVERITIES, type TicketSeverity } from "@/lib/core/engine/states";
import { orderTicket, type TicketDecision, type TicketSighting } from "@/lib/core/engine/tickets";
import type { Context } from "@/lib/platform/context";
import type { UpdateResult, UpdateSurface } from "@/lib/schemas/internal";
import { commit, type Decision } from "@/lib/services/commit";
import { publishTicketNote } from "@/lib/services/notes/publish";
import { findSurface } from "@/lib/services/surfaces/load";
import { toResult } from "@/lib/services/surfaces/snapshot";
import { decideEffects } from "./receive-delivery";

/** `update-surface` with source `freescout`: one anonymous ticket per surface, closed by OPERATIONAL or `ticket_pending: false`; each opening is a new incident. */
export async function reportAnonymousTicket(ctx: Context, body: UpdateSurface): Promise<UpdateResult> {
  const key = `anonymous:${body.surface_id}`;
  const { note, remark } = publishTicketNote(body.public_note ?? null);
  return commit(
    ctx,
    (loaded): Decision<UpdateResult> => {
      const { surface } = findSurface(loaded, body.surface_id);
      const known = loaded.tickets.get(key)?.record ?? null;
      const said = body.public_note === undefined && known?.open ? known.note : note;
      const decision = orderTicket(known, anonymousSighting(body, key, said), ctx.now);
      const effects = decideEffects(
        ctx,
        { surfaces: loaded.surfaces, known },
        known?.open ? decision : withNewIncident(decision, ctx.now),
      );
      return { ...effects, remark, result: toResult(surface, effects.outcomes[0]?.surface ?? surface, ctx.now) };
    },
    { ticketKey: key },
  );
}

function anonymousSighting(body: UpdateSurface, key: string, note: string | null): TicketSighting {
  const closes = body.state === "OPERATIONAL" || body.ticket_pending === false;
  const severity = severityOfState(body.state) as TicketSeverity;
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
    fingerprint: JSON.stringify([closes, closes ? null : severity, note]),
  };
}

function withNewIncident(decision: TicketDecision, now: number): TicketDecision {
  if (decision.kind !== "hold") return decision;
  return { ...decision, record: { ...decision.record, incidentKey: `ticket:${decision.record.key}:${now}` } };
}
