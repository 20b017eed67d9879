import type { Statement } from "@/db/client";
import type { TicketSnapshot } from "@/lib/integrations/freescout/ticket-snapshot";
import type { Context } from "@/lib/platform/context";
import { alertStatements } from "@/lib/services/operators/alert";

/** The prefix of all alerts about FreeScout; those about one ticket end in its number. */
export const FREESCOUT_ALERTS = "freescout:";

/** Open alerts about FreeScout: key → title. */
export type OpenAlerts = ReadonlyMap<string, string>;

export const toOpenAlerts = (rows: readonly { key: string; title: string }[]): OpenAlerts =>
  new Map(rows.map(({ key, title }) => [key, title]));

/** The tickets that alerts are about: they are read back until the cause is gone. */
export const ticketsWithAlerts = (open: OpenAlerts): number[] =>
  [...open.keys()].flatMap((key) => Number(/:(\d+)$/.exec(key)?.[1] ?? 0) || []);

/** What an operator has to know of a ticket, by alert key; null where all is well. */
export type TicketAlerts = ReadonlyMap<string, string | null>;

const EMPTIED = (ticketId: number) => `freescout:untagged:${ticketId}`;

/** Whether it is known that this ticket's tag was emptied. */
export const wasEmptied = (open: OpenAlerts, ticketId: number): boolean => open.has(EMPTIED(ticketId));

/** A tag that names no surface, and one that was emptied while the page showed the ticket. */
export function tagAlert({ ticketId, status, fields }: TicketSnapshot, wasOnPage: boolean): TicketAlerts {
  const { unknownTag, surfaceIds } = (status === "open" ? fields : null) ?? { unknownTag: null, surfaceIds: null };
  const isEmptied = wasOnPage && surfaceIds?.length === 0 && unknownTag === null;
  return new Map([
    [`freescout:tag:${ticketId}`, unknownTag && `Ticket ${ticketId}: its Component Tag names what is no surface`],
    [
      EMPTIED(ticketId),
      isEmptied ? `Ticket ${ticketId}: its Component Tag was emptied; the page shows it no more` : null,
    ],
  ]);
}

type Seen = { wasOnPage: boolean; missing: string | null; isReplyToClosed: boolean };

/** All that can be said of one ticket. Titles name the ticket and the rule, never its words (contract §3.6). */
export function ticketAlerts(snapshot: TicketSnapshot, { wasOnPage, missing, isReplyToClosed }: Seen): TicketAlerts {
  const { ticketId } = snapshot;
  return new Map([
    ...tagAlert(snapshot, wasOnPage),
    [`freescout:note:${ticketId}`, missing && `Ticket ${ticketId}: a part of its note is not published (${missing})`],
    [
      `freescout:reply:${ticketId}`,
      isReplyToClosed ? `Ticket ${ticketId} was closed and is active again: a customer replied` : null,
    ],
  ]);
}

/** Opens, updates and closes alerts, where something changes at all. */
export function changedAlerts(ctx: Context, wanted: TicketAlerts, open: OpenAlerts): Statement[] {
  return [...wanted].flatMap(([key, title]) =>
    title === (open.get(key) ?? null) ? [] : alertStatements(ctx, { key, severity: "warning", title }),
  );
}
