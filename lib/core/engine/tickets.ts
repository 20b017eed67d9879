import type { Step } from "./outcome";
import { CLOCK_SKEW_MS } from "./periods";
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
  return closed(surface);
}

/** The partner's reading, else OPERATIONAL; no better than DEGRADED where the last probe was not ok (contract §3.6). */
function closed(surface: Surface): Verdict {
  const partner = partnerClaim(surface);
  const healthy = surface.hasProbe ? surface.probe.lastOk === true : surface.probe.failStreak === 0;
  const ended = { source: "freescout", because: "ticket_closed" } as const;
  if (healthy) return partner ?? { ...ended, state: "OPERATIONAL" };
  return worstClaim(surface, [partner, { ...ended, state: "DEGRADED" }]) as Verdict;
}

/**
 * The stored state of one ticket on one surface, open or closed. A ticket that names several surfaces has a record for
 * each: the first under its own key, each other one under `<key>:<surface>`.
 */
export type TicketRecord = {
  key: string;
  ticketId: number | null;
  surfaceId: string | null;
  open: boolean;
  severity: TicketSeverity;
  /** A recovery has downgraded its claim (contract §3.5). */
  downgraded: boolean;
  note: string | null;
  updatedAt: number;
  fingerprint: string;
  /** The key of its incident, open or resolved; null if there never was one. */
  incidentKey: string | null;
};

/** A ticket with its tag resolved: `surfaceId` is null for an empty or unknown tag, `fields` where our tag's field is missing. */
export type TicketSighting = {
  key: string;
  ticketId: number | null;
  status: "open" | "closed" | "withdrawn";
  /** The payload's own time, by the desk's clock, or null. */
  updatedAt: number | null;
  fields: { surfaceId: string | null; severity: TicketSeverity; note: string | null } | null;
  fingerprint: string;
  /** FreeScout's answer to our own read: its present state, whatever its time (contract §3.4). Anything else is a delivery, which can be old. */
  isAnswer?: boolean;
  /** The newest reply is the customer's, and no agent has touched the ticket since it was closed (contract §3.7). */
  isCustomerReply?: boolean;
};

/** Why a delivery gets a 200 and writes nothing. */
export type IgnoreReason = "replay" | "older_than_known" | "no_known_surface";

export type TicketDecision =
  | { kind: "ignore"; why: IgnoreReason }
  /** Stored so that an older delivery can't open it; no surface changes. */
  | { kind: "remember"; record: TicketRecord }
  | { kind: "hold"; record: TicketRecord; movedFrom: string | null }
  | { kind: "let_go"; record: TicketRecord; from: string | null };

type Fields = NonNullable<TicketSighting["fields"]>;

/**
 * Decides what a ticket as it was seen means for what is known of it (contract §3.4, §3.7). An older delivery and a
 * replay change nothing; one first seen closed, or reopened by a customer's reply alone, is only stored; a changed tag
 * moves the ticket, an emptied tag closes it.
 */
export function orderTicket(known: TicketRecord | null, seen: TicketSighting, now: number): TicketDecision {
  if (!known) return firstSight(seen, seen.updatedAt ?? now);
  const updatedAt = seen.updatedAt ?? (seen.isAnswer ? known.updatedAt : Math.max(now, known.updatedAt));
  if (!seen.isAnswer && isOlder(known, seen.updatedAt, now)) return { kind: "ignore", why: "older_than_known" };
  if (seen.fingerprint === known.fingerprint) return { kind: "ignore", why: "replay" };
  const fields = seen.fields ?? known;
  const base = { ...known, updatedAt, fingerprint: seen.fingerprint };
  if (seen.status === "open" && fields.surfaceId !== null) {
    const repliedOnly = seen.isCustomerReply && !known.open && isSame(known, fields);
    return repliedOnly ? { kind: "remember", record: base } : hold(known, base, fields);
  }
  const lastNote = seen.status === "closed" && fields.surfaceId !== null ? fields.note : null;
  const { surfaceId, severity } = fields;
  const record = { ...base, open: false, surfaceId, severity, note: lastNote };
  return known.open ? { kind: "let_go", record, from: known.surfaceId } : { kind: "remember", record };
}

/** Whether a delivery of this time is older than what is known (contract §3.4). */
export const isOlder = (known: TicketRecord, updatedAt: number | null, now: number): boolean =>
  updatedAt !== null && updatedAt < known.updatedAt && !wasSetBack(known, updatedAt, now);

/** A ticket's time by our clock: one too far ahead counts as received when its surface was written (contract §5.1). Its record keeps the desk's own time. */
export const byOurClock = (updatedAt: number, writtenAt: number): number =>
  updatedAt > writtenAt + CLOCK_SKEW_MS ? writtenAt : updatedAt;

/** How far ahead a delivery's time may be to be that of a desk whose clock is right. */
const RIGHT_MS = 60_000;

/** Whether the desk's clock, which was too far ahead when the ticket was last seen, has been set right since. */
const wasSetBack = (known: TicketRecord, updatedAt: number, now: number): boolean =>
  known.updatedAt > now + CLOCK_SKEW_MS && updatedAt <= now + RIGHT_MS;

/**
 * Whether a delivery says something new at a time up to which the ticket was already known, or every open ticket was
 * read: only a read can tell (contract §3.4). One of a ticket that is not known is in doubt where it would open it.
 */
export function isDoubtful(known: TicketRecord | null, seen: TicketSighting, readUntil: number): boolean {
  if (seen.isAnswer || seen.updatedAt === null || seen.fingerprint === known?.fingerprint) return false;
  if (known === null && (seen.status !== "open" || !seen.fields?.surfaceId)) return false;
  return seen.updatedAt <= Math.max(known?.updatedAt ?? 0, readUntil);
}

const isSame = (a: Fields, b: Fields): boolean =>
  a.surfaceId === b.surfaceId && a.severity === b.severity && a.note === b.note;

/** Only a changed severity or surface lifts a downgrade: a customer's reply and an edited note are no escalation (contract §3.5). */
function hold(known: TicketRecord, base: TicketRecord, fields: Fields): TicketDecision {
  const { surfaceId, severity, note } = fields;
  const isMoved = known.surfaceId !== surfaceId;
  const movedFrom = known.open && isMoved ? known.surfaceId : null;
  const incidentKey = known.incidentKey ?? `ticket:${known.key}`;
  const downgraded = known.downgraded && known.open && !isMoved && known.severity === severity;
  return {
    kind: "hold",
    record: { ...base, open: true, surfaceId, severity, downgraded, note, incidentKey },
    movedFrom,
  };
}

function firstSight(seen: TicketSighting, updatedAt: number): TicketDecision {
  const open = seen.status === "open";
  if (open && (seen.fields === null || seen.fields.surfaceId === null))
    return { kind: "ignore", why: "no_known_surface" };
  const record: TicketRecord = {
    key: seen.key,
    ticketId: seen.ticketId,
    surfaceId: seen.fields?.surfaceId ?? null,
    open,
    severity: seen.fields?.severity ?? "degraded",
    downgraded: false,
    note: seen.status === "withdrawn" ? null : (seen.fields?.note ?? null),
    updatedAt,
    fingerprint: seen.fingerprint,
    incidentKey: open ? `ticket:${seen.key}` : null,
  };
  return open ? { kind: "hold", record, movedFrom: null } : { kind: "remember", record };
}

/** A record of a ticket, and the surface that the ticket now names for it; null where it names none. */
export type Assignment = { key: string; surfaceId: string | null };

/**
 * Divides the surfaces that a ticket names among its records (contract §3.9). The first record keeps its surface while
 * that is named, and otherwise takes the first one that no other record holds; an open record whose surface is no longer named gets none.
 */
export function assignSurfaces(known: readonly TicketRecord[], named: readonly string[], key: string): Assignment[] {
  const first = known.find((record) => record.key === key);
  const others = known.filter((record) => record.key !== key);
  const free = named.filter((id) => !others.some((other) => other.open && other.surfaceId === id));
  const own = free.find((id) => id === first?.surfaceId) ?? free[0] ?? null;
  const left = others.filter((other) => other.open && !named.includes(other.surfaceId ?? ""));
  const rest = named.filter((id) => id !== own);
  return [
    ...(own !== null || rest.length === 0 || first?.open ? [{ key, surfaceId: own }] : []),
    ...rest.map((id) => ({ key: `${key}:${id}`, surfaceId: id })),
    ...left.map((other) => ({ key: other.key, surfaceId: null })),
  ];
}

/** Whether the ticket names another surface for one of its records, or one that has no record yet: more than a customer's reply has happened. */
export const namesAnew = (known: readonly TicketRecord[], parts: readonly Assignment[]): boolean =>
  parts.some(({ key, surfaceId }) => known.find((record) => record.key === key)?.surfaceId !== surfaceId);
