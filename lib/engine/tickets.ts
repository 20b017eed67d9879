import { partnerClaim, ticketClaim, worstClaim } from "./claims";
import type { Step } from "./outcome";
import { become, isMasked, type Surface, type Ticket, unpinnedNote, type Verdict } from "./surface";

/** What a ticket now asks of this surface: to hold it open, or to let go. */
export type TicketReport =
  | { kind: "ticket"; actor: string; op: "hold"; ticket: Ticket }
  | { kind: "ticket"; actor: string; op: "let_go"; key: string };

/** Applies a ticket's report (§5d, and "several open tickets" of the spec README). */
export function applyTicket(surface: Surface, report: TicketReport, at: number): Step {
  const key = report.op === "hold" ? report.ticket.key : report.key;
  const others = surface.tickets.filter((t) => t.key !== key);
  const tickets = report.op === "hold" ? [...others, report.ticket] : others;
  if (report.op === "let_go" && others.length === surface.tickets.length) return { surface };
  const heard: Surface = { ...surface, tickets, ticketsMuted: false };
  if (surface.override) return { surface: heard };
  const noted = { ...heard, note: noteAfter(heard) };
  return { surface: isMasked(noted) ? noted : become(noted, verdictAfter(noted), at) };
}

const noteAfter = (surface: Surface): string | null => unpinnedNote(surface);

function verdictAfter(surface: Surface): Verdict {
  const ticket = ticketClaim(surface);
  if (ticket) return worstClaim({ ...surface, source: "freescout" }, [ticket, partnerClaim(surface)]) ?? ticket;
  return partnerClaim(surface) ?? closed(surface);
}

/** §5d step 8a: OPERATIONAL if the last probe was ok or there is none, else DEGRADED. */
function closed(surface: Surface): Verdict {
  const healthy = !surface.hasProbe || surface.probe.lastOk === true;
  return { state: healthy ? "OPERATIONAL" : "DEGRADED", source: "freescout", because: "ticket_closed" };
}
