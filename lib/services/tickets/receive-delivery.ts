import { runBatch } from "@/db/client";
import { selectTicketRecords, toRecord } from "@/db/queries/freescout-tickets";
import { selectOpenAlertTitles } from "@/db/queries/ops-alerts";
import { decide } from "@/lib/core/engine/decide";
import { type IncidentStep, type IncidentTelling, mergeOutcomes, type Outcome } from "@/lib/core/engine/outcome";
import {
  type Assignment,
  byOurClock,
  type IgnoreReason,
  isDoubtful,
  isOlder,
  orderTicket,
  type TicketDecision,
  type TicketRecord,
  type TicketReport,
  type TicketSighting,
} from "@/lib/core/engine/tickets";
import { InvalidDelivery, parseDelivery } from "@/lib/integrations/freescout/parse-delivery";
import { fingerprint, type ParsedDelivery, type TicketSnapshot } from "@/lib/integrations/freescout/ticket-snapshot";
import type { Context } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/problems";
import { sha256 } from "@/lib/platform/sha256";
import type { DeliveryResult } from "@/lib/schemas/internal";
import { commit, type Decision } from "@/lib/services/commit";
import { publishTicketNote, type TicketNote } from "@/lib/services/notes/publish";
import type { LoadedState } from "@/lib/services/surfaces/load";
import { changedAlerts, FREESCOUT_ALERTS, ticketAlerts, toOpenAlerts } from "./alerts";
import { divide, isReplyAlone } from "./divide";
import { deliveryOptions, freescoutApi, readAnswer, readUntil } from "./freescout";

const ACTOR = "freescout";

/** The result of a delivery; each is a 200 to FreeScout. */
type TicketResult = Exclude<TicketDecision["kind"], "ignore"> | IgnoreReason;

/** Of a ticket on several surfaces, the result that says most. */
const RESULTS: readonly TicketResult[] = [
  "hold",
  "let_go",
  "remember",
  "replay",
  "older_than_known",
  "no_known_surface",
];

/** The versions of a ticket's records when FreeScout was asked, none for a record that there was not: one that changed or came since then is newer than the answer. */
export type AskedAt = ReadonlyMap<string, number>;

/** Processes one ticket as FreeScout shows it, by webhook or, with `askedAt`, in answer to a read: orders, decides, stores and publishes it, on all of its surfaces in one batch (contract §3). */
export async function receiveTicket(ctx: Context, snapshot: TicketSnapshot, askedAt?: AskedAt): Promise<TicketResult> {
  const note = publishTicketNote(snapshot.fields?.publicStatus ?? null);
  const seen = { snapshot, note, askedAt };
  const { result, records } = await commit(ctx, (loaded) => decideTicket(ctx, loaded, seen), {
    ticketKey: String(snapshot.ticketId),
  });
  if (result !== "replay" && result !== "older_than_known") await alertOn(ctx, { snapshot, records, note, result });
  return result;
}

type Seen = { snapshot: TicketSnapshot; note: TicketNote; askedAt?: AskedAt };

function decideTicket(ctx: Context, loaded: LoadedState, { snapshot, note, askedAt }: Seen) {
  const records = [...loaded.tickets.values()].map(({ record }) => record);
  const results: TicketResult[] = [];
  const effects: Effects[] = [];
  const surfaces = new Map(loaded.surfaces);
  // A surface that only an older delivery names has no record that could say so: the ticket's newest one does.
  const isOld = !askedAt && records.some((record) => isOlder(record, snapshot.updatedAt, ctx.now));
  const parts = isOld ? [] : divide(snapshot, records);
  const isCustomerReply = isReplyAlone(snapshot, records, parts);
  for (const part of parts) {
    const known = loaded.tickets.get(part.key);
    const sighting = { ...see(snapshot, part, note), isCustomerReply, ...(askedAt && { isAnswer: true }) };
    const isNewer = askedAt !== undefined && known?.version !== askedAt.get(part.key);
    const decision: TicketDecision = isNewer
      ? { kind: "ignore", why: "older_than_known" }
      : orderTicket(known?.record ?? null, sighting, ctx.now);
    const effect = decideEffects(ctx, { surfaces, known: known?.record ?? null }, decision);
    results.push(decision.kind === "ignore" ? decision.why : decision.kind);
    effects.push(effect);
    for (const { surface } of effect.outcomes)
      surfaces.set(surface.id, { surface, version: surfaces.get(surface.id)?.version ?? null });
  }
  const result = isOld ? "older_than_known" : (RESULTS.find((one) => results.includes(one)) ?? "replay");
  return {
    outcomes: mergeOutcomes(effects.flatMap(({ outcomes }) => outcomes)),
    tickets: effects.flatMap(({ tickets }) => tickets),
    ticketIncidents: effects.flatMap(({ ticketIncidents }) => ticketIncidents),
    telling: result === "hold" || result === "let_go" ? toTelling(ctx, snapshot) : undefined,
    remark: note.remark,
    result: { result, records },
  } satisfies Decision<{ result: TicketResult; records: readonly TicketRecord[] }>;
}

/** An open ticket is never told as resolved; one without our fields keeps its phase (contract §3.9). */
function toTelling({ now }: Context, { ticketId, fields }: TicketSnapshot): IncidentTelling {
  const phase = fields && (fields.phase ?? "investigating");
  return {
    key: `ticket:${ticketId}`,
    phase: phase === "resolved" ? "monitoring" : phase,
    title: null,
    source: ACTOR,
    at: now,
  };
}

/** The snapshot for one of its surfaces, its note made publishable. */
function see(snapshot: TicketSnapshot, part: Assignment, { note }: TicketNote): TicketSighting {
  const { ticketId, fields, updatedAt } = snapshot;
  return {
    key: part.key,
    ticketId: part.key === String(ticketId) ? ticketId : null,
    status: snapshot.status,
    updatedAt,
    fields: fields && { surfaceId: part.surfaceId, severity: fields.severity, note },
    fingerprint: hashSnapshot(snapshot),
    isCustomerReply: snapshot.isCustomerReply,
  };
}

/** Hashed, so that the text that the note policy left out is not stored. */
export const hashSnapshot = (snapshot: TicketSnapshot): string => sha256(fingerprint(snapshot));

type Received = { snapshot: TicketSnapshot; records: readonly TicketRecord[]; note: TicketNote; result: TicketResult };

/** Opens and closes the alerts about this ticket: an operator who tags or writes must not think that readers see what they don't. */
async function alertOn(ctx: Context, { snapshot, records, note, result }: Received): Promise<void> {
  const isShown = snapshot.status !== "withdrawn" && (snapshot.fields?.surfaceIds.length ?? 0) > 0;
  const wanted = ticketAlerts(snapshot, {
    wasOnPage: records.some((record) => record.incidentKey !== null),
    missing: isShown ? note.missing : null,
    isReplyToClosed: snapshot.isCustomerReply && result === "remember",
  });
  const open = toOpenAlerts(await selectOpenAlertTitles(ctx.db, FREESCOUT_ALERTS));
  await runBatch(ctx.db, changedAlerts(ctx, wanted, open));
}

type Effects = Required<Pick<Decision<unknown>, "outcomes" | "tickets" | "ticketIncidents">>;
type OnWhat = { surfaces: LoadedState["surfaces"]; known: TicketRecord | null; actor?: string };

/** The effects of a ticket's decision: outcomes on surfaces, the ticket's row, its incident's steps. */
export function decideEffects(ctx: Context, on: OnWhat, decision: TicketDecision): Effects {
  const { surfaces, known, actor = ACTOR } = on;
  if (decision.kind === "ignore") return { outcomes: [], tickets: [], ticketIncidents: [] };
  const { record } = decision;
  if (decision.kind === "remember") return { outcomes: [], tickets: [record], ticketIncidents: [] };
  const outcomes =
    decision.kind === "let_go"
      ? [onSurface(ctx, surfaces, decision.from, letGo(record, actor))]
      : [
          onSurface(ctx, surfaces, decision.movedFrom, letGo(record, actor)),
          onSurface(ctx, surfaces, record.surfaceId, hold(record, actor, ctx.now)),
        ];
  const decided = outcomes.filter((outcome) => outcome !== null);
  const at = Math.max(ctx.now, ...decided.map(({ surface }) => surface.updatedAt));
  return { outcomes: decided, tickets: [record], ticketIncidents: incidentSteps(known, decision, at) };
}

const letGo = ({ key }: TicketRecord, actor: string): TicketReport => ({ kind: "ticket", actor, op: "let_go", key });

function hold(record: TicketRecord, actor: string, now: number): TicketReport {
  const { key, ticketId, severity, downgraded, note, updatedAt } = record;
  const ticket = { key, ticketId, severity, downgraded, note, updatedAt: byOurClock(updatedAt, now) };
  return { kind: "ticket", actor, op: "hold", ticket };
}

/** A surface that is no longer in the registry takes no reports. */
function onSurface(
  ctx: Context,
  surfaces: LoadedState["surfaces"],
  id: string | null,
  report: TicketReport,
): Outcome | null {
  const found = id === null ? undefined : surfaces.get(id);
  return found ? decide(found.surface, report, ctx.now) : null;
}

/** The key of a further record's incident, with that of the first one: a ticket's, or an operator's. */
const FURTHER = /^(ticket:\d+|ops:[^:]+):/;

/** One incident row for each record of a ticket, through moves, closes and reopenings; further ones are told in the first one's (contract §2.12). */
function incidentSteps(
  known: TicketRecord | null,
  { kind, record }: Extract<TicketDecision, { kind: "hold" | "let_go" }>,
  at: number,
): IncidentStep[] {
  const { incidentKey: key, surfaceId, severity, note, ticketId } = record;
  if (key === null) return [];
  if (kind === "let_go") return [{ op: "close", key, note, at }];
  if (surfaceId === null) return [];
  const [, first] = FURTHER.exec(key) ?? [];
  if (!known?.open) return [{ op: "open", key, of: first, surfaceId, ticketId, severity, note, at }];
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
  const { snapshot } = delivery;
  const { ticketId, event, eventId, fields } = snapshot;
  if (fields?.unknownTag)
    ctx.log("freescout_webhook: unknown component_tag", { ticket: ticketId, tag: fields.unknownTag.slice(0, 100) });
  const result = (await askInstead(ctx, snapshot)) ?? (await receiveTicket(ctx, snapshot));
  ctx.log("freescout_webhook: received", { ticket: ticketId, event, event_id: eventId, result });
  return { result };
}

/**
 * FreeScout's own answer decides where a delivery may be an old one (contract §3.4); null where it is not, or where there
 * is no API. Where FreeScout does not answer, an old delivery closes nothing: the next tick reads the ticket.
 */
async function askInstead(ctx: Context, snapshot: TicketSnapshot): Promise<TicketResult | null> {
  const api = freescoutApi(ctx);
  if (!api) return null;
  const key = String(snapshot.ticketId);
  const [rows, until] = [await selectTicketRecords(ctx.db, key), await readUntil(ctx)];
  const records = rows.map(toRecord);
  const known = records.find((record) => record.key === key) ?? null;
  const part = divide(snapshot, records).find((one) => one.key === key) ?? { key, surfaceId: null };
  const sighting = see(snapshot, part, { note: null, missing: null });
  const [newest = null] = records.toSorted((a, b) => b.updatedAt - a.updatedAt);
  if (!isDoubtful(newest, sighting, until)) return null;
  const answer = await readAnswer(api, snapshot.ticketId);
  if (answer) return receiveTicket(ctx, answer, new Map(rows.map((row) => [row.ticketKey, row.version])));
  const wouldClose = orderTicket(known, sighting, ctx.now).kind === "let_go";
  return wouldClose || (sighting.updatedAt ?? 0) <= until ? "older_than_known" : null;
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
