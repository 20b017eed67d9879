import type { Step } from "./outcome";
import { partnerClaim, ticketClaim, worstClaim } from "./precedence";
import type { TicketSeverity } from "./states";
import { become, isSuppressed, noteWithoutOverride, type Surface, type Ticket, type Verdict } from "./surface";

/** A ticket's effect on this surface: `hold` keeps or opens its claim, `let_go` releases it. */
export type TicketReport =
  | { kind: "ticket"; actor: string; op: "hold"; ticket: Ticket }
  | { kind: "ticket"; actor: string; op: "let_go"; key: string };

/** Applies a ticket's report (contract §3.5). */
export function applyTicket(surface: Surface, report: TicketReport, at: number): Step {
  const key = report.op === "hold" ? report.ticket.key : report.key;
  const others = surface.tickets.filter((t) => t.key !== key);
  const tickets = report.op === "hold" ? [...others, report.ticket] : others;
  if (report.op === "let_go" && others.length === surface.tickets.length) return { surface };
  const received: Surface = { ...surface, tickets, ticketsIgnored: false };
  if (surface.override) return { surface: received };
  const noted = { ...received, note: noteWithoutOverride(received) };
  return { surface: isSuppressed(noted) ? noted : become(noted, verdictAfter(noted), at) };
}

function verdictAfter(surface: Surface): Verdict {
  const ticket = ticketClaim(surface);
  if (ticket) return worstClaim({ ...surface, source: "freescout" }, [ticket, partnerClaim(surface)]) ?? ticket;
  return partnerClaim(surface) ?? closed(surface);
}

/** OPERATIONAL if the last probe was ok or there is none, else DEGRADED (contract §3.6). */
function closed(surface: Surface): Verdict {
  const healthy = !surface.hasProbe || surface.probe.lastOk === true;
  return { state: healthy ? "OPERATIONAL" : "DEGRADED", source: "freescout", because: "ticket_closed" };
}

/** The stored state of one ticket, open or closed, on whatever surface. */
export type TicketRecord = {
  key: string;
  ticketId: number | null;
  surfaceId: string | null;
  open: boolean;
  severity: TicketSeverity;
  note: string | null;
  updatedAt: number;
  fingerprint: string;
  /** The key of its incident, open or resolved; null if there never was one. */
  incidentKey: string | null;
};

/** A delivery with its tag resolved: `surfaceId` is null for an empty or unknown tag, `fields` where there are no fields at all. */
export type TicketSighting = {
  key: string;
  ticketId: number | null;
  status: "open" | "closed" | "withdrawn";
  /** The payload's own time, or null; a time ahead of the platform's clock is already limited to it. */
  updatedAt: number | null;
  fields: { surfaceId: string | null; severity: TicketSeverity; note: string | null } | null;
  fingerprint: string;
};

/** Why a delivery gets a 200 and writes nothing. */
export type IgnoreReason = "replay" | "older_than_known" | "no_known_surface";

export type TicketDecision =
  | { kind: "ignore"; why: IgnoreReason }
  /** Stored so that an older delivery can't open it; no surface changes. */
  | { kind: "remember"; record: TicketRecord }
  | { kind: "hold"; record: TicketRecord; movedFrom: string | null }
  | { kind: "let_go"; record: TicketRecord; from: string | null };

/** Orders one delivery: an older one or a replay changes nothing, one first seen closed is only stored, a changed tag moves the ticket, an emptied tag closes it. */
export function orderTicket(known: TicketRecord | null, seen: TicketSighting, now: number): TicketDecision {
  const updatedAt = seen.updatedAt ?? Math.max(now, known?.updatedAt ?? 0);
  if (!known) return firstSight(seen, updatedAt);
  if (updatedAt < known.updatedAt) return { kind: "ignore", why: "older_than_known" };
  if (seen.fingerprint === known.fingerprint) return { kind: "ignore", why: "replay" };
  const fields = seen.fields ?? known;
  const base = { ...known, updatedAt, fingerprint: seen.fingerprint };
  if (seen.status === "open" && fields.surfaceId !== null) return hold(known, base, fields);
  const lastNote = seen.status === "closed" && fields.surfaceId !== null ? fields.note : null;
  const { surfaceId, severity } = fields;
  const record = { ...base, open: false, surfaceId, severity, note: lastNote };
  return known.open ? { kind: "let_go", record, from: known.surfaceId } : { kind: "remember", record };
}

type Fields = NonNullable<TicketSighting["fields"]>;

function hold(known: TicketRecord, base: TicketRecord, fields: Fields): TicketDecision {
  const { surfaceId, severity, note } = fields;
  const movedFrom = known.open && known.surfaceId !== surfaceId ? known.surfaceId : null;
  const incidentKey = known.incidentKey ?? `ticket:${known.key}`;
  return { kind: "hold", record: { ...base, open: true, surfaceId, severity, note, incidentKey }, movedFrom };
}

function firstSight(seen: TicketSighting, updatedAt: number): TicketDecision {
  const open = seen.status === "open";
  const unknownTag = seen.fields !== null && seen.fields.surfaceId === null;
  if (unknownTag || (open && seen.fields === null)) return { kind: "ignore", why: "no_known_surface" };
  const record: TicketRecord = {
    key: seen.key,
    ticketId: seen.ticketId,
    surfaceId: seen.fields?.surfaceId ?? null,
    open,
    severity: seen.fields?.severity ?? "degraded",
    note: open ? (seen.fields?.note ?? null) : null,
    updatedAt,
    fingerprint: seen.fingerprint,
    incidentKey: open ? `ticket:${seen.key}` : null,
  };
  return open ? { kind: "hold", record, movedFrom: null } : { kind: "remember", record };
}
