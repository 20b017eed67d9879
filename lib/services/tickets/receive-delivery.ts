import { decide } from "@/lib/core/engine/decide";
import type { IncidentStep, Outcome } from "@/lib/core/engine/outcome";
import {
  type IgnoreReason,
  orderTicket,
  type TicketDecision,
  type TicketRecord,
  type TicketReport,
  type TicketSighting,
} from "@/lib/core/engine/tickets";
import { InvalidDelivery, parseDelivery } from "@/lib/integrations/freescout/parse-delivery";
import { fingerprint, type ParsedDelivery, type TicketSnapshot } from "@/lib/integrations/freescout/ticket-snapshot";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/sha256";
import type { DeliveryResult } from "@/lib/schemas/internal";
import { CLOCK_SKEW_MS } from "@/lib/schemas/times";
import { commit, type Decision } from "@/lib/services/commit";
import { publishTicketNote } from "@/lib/services/notes/publish";
import type { LoadedState } from "@/lib/services/surfaces/load";

const ACTOR = "freescout";

/** The result of a delivery; each is a 200 to FreeScout. */
type TicketResult = Exclude<TicketDecision["kind"], "ignore"> | IgnoreReason;

/** Processes one ticket as FreeScout shows it, by webhook or by API: orders, decides, stores and publishes it (contract §3). */
export async function receiveTicket(ctx: Context, snapshot: TicketSnapshot): Promise<TicketResult> {
  const { sighting, remark } = see(ctx, snapshot);
  return commit(
    ctx,
    (loaded): Decision<TicketResult> => {
      const decision = orderTicket(loaded.ticket?.record ?? null, sighting, ctx.now);
      const result = decision.kind === "ignore" ? decision.why : decision.kind;
      return { ...decideEffects(ctx, loaded, decision), remark, result };
    },
    { ticketKey: sighting.key },
  );
}

/** The snapshot with its tag resolved, its note made publishable and its time limited to the platform's clock. */
function see(ctx: Context, snapshot: TicketSnapshot): { sighting: TicketSighting; remark?: string } {
  const { fields, updatedAt } = snapshot;
  const { note, remark } = publishTicketNote(fields?.publicStatus ?? null);
  const surfaceId = fields?.componentTag && ctx.registry.find(fields.componentTag) ? fields.componentTag : null;
  const sighting: TicketSighting = {
    key: String(snapshot.ticketId),
    ticketId: snapshot.ticketId,
    status: snapshot.status,
    updatedAt: updatedAt !== null && updatedAt > ctx.now + CLOCK_SKEW_MS ? ctx.now : updatedAt,
    fields: fields && { surfaceId, severity: fields.severity, note },
    // Hashed, so that the text that the note policy left out is not stored.
    fingerprint: sha256(fingerprint(snapshot)),
  };
  return { sighting, remark };
}

type Effects = Pick<Decision<unknown>, "outcomes" | "ticket" | "ticketIncidents">;

/** The effects of a ticket's decision: outcomes on surfaces, the ticket's row, its incident's steps. */
export function decideEffects(ctx: Context, loaded: LoadedState, decision: TicketDecision): Effects {
  if (decision.kind === "ignore") return { outcomes: [] };
  const { record } = decision;
  if (decision.kind === "remember") return { outcomes: [], ticket: record };
  const outcomes =
    decision.kind === "let_go"
      ? [onSurface(ctx, loaded, decision.from, letGo(record))]
      : [
          onSurface(ctx, loaded, decision.movedFrom, letGo(record)),
          onSurface(ctx, loaded, record.surfaceId, hold(record)),
        ];
  return {
    outcomes: outcomes.filter((outcome) => outcome !== null),
    ticket: record,
    ticketIncidents: incidentSteps(loaded.ticket?.record ?? null, decision, ctx.now),
  };
}

const letGo = ({ key }: TicketRecord): TicketReport => ({ kind: "ticket", actor: ACTOR, op: "let_go", key });

const hold = ({ key, ticketId, severity, note, updatedAt }: TicketRecord): TicketReport => ({
  kind: "ticket",
  actor: ACTOR,
  op: "hold",
  ticket: { key, ticketId, severity, downgraded: false, note, updatedAt },
});

/** A surface that is no longer in the registry takes no reports. */
function onSurface(ctx: Context, loaded: LoadedState, id: string | null, report: TicketReport): Outcome | null {
  const found = id === null ? undefined : loaded.surfaces.get(id);
  return found ? decide(found.surface, report, ctx.now) : null;
}

/** One incident row per ticket, through moves, closes and reopenings (contract §2.9). */
function incidentSteps(
  known: TicketRecord | null,
  { kind, record }: Extract<TicketDecision, { kind: "hold" | "let_go" }>,
  at: number,
): IncidentStep[] {
  const { incidentKey: key, surfaceId, severity, note, ticketId } = record;
  if (key === null) return [];
  if (kind === "let_go") return [{ op: "close", key, note, at }];
  if (surfaceId === null) return [];
  if (!known?.open) return [{ op: "open", key, surfaceId, ticketId, severity, note, at }];
  const same = known.surfaceId === surfaceId && known.severity === severity && known.note === note;
  return same ? [] : [{ op: "update", key, surfaceId, severity, note, at }];
}

/** One verified delivery in any payload format: 400 where it holds no ticket, else 200 with the result. Bodies are neither stored nor logged. */
export async function receiveDelivery(ctx: Context, body: Uint8Array<ArrayBuffer>): Promise<DeliveryResult> {
  const delivery = parse(ctx, body);
  if (delivery.kind === "ignored") {
    ctx.log("freescout_webhook: ignored", { reason: delivery.reason });
    return { result: "ignored" };
  }
  const { ticketId, event, eventId } = delivery.snapshot;
  const result = await receiveTicket(ctx, delivery.snapshot);
  ctx.log("freescout_webhook: received", { ticket: ticketId, event, event_id: eventId, result });
  return { result };
}

function parse(ctx: Context, body: Uint8Array): ParsedDelivery {
  try {
    return parseDelivery(JSON.parse(new TextDecoder().decode(body)), deliveryOptions(ctx));
  } catch (error) {
    if (error instanceof SyntaxError) throw new AppError("malformed_json");
    if (error instanceof InvalidDelivery) throw new AppError("malformed_delivery", error.issues.join("; "));
    throw error;
  }
}

/** What a delivery's fields are matched against: the registry, and FreeScout's field ids where they are configured. */
export function deliveryOptions({ registry, env }: Context): Parameters<typeof parseDelivery>[1] {
  return {
    surfaces: registry.entries.map((entry) => ({ id: entry.id, displayName: entry.display_name })),
    fieldIds: {
      component_tag: Number(env.value("FREESCOUT_COMPONENT_TAG_FIELD_ID")) || undefined,
      public_status: Number(env.value("FREESCOUT_PUBLIC_STATUS_FIELD_ID")) || undefined,
      incident_severity: Number(env.value("FREESCOUT_INCIDENT_SEVERITY_FIELD_ID")) || undefined,
    },
  };
}
