import type { Happening } from "./chronicler";
import { delivery } from "./desk-stories";
import type { Desk, Ticket } from "./freescout-desk";
import { HOUR_MS, MINUTE_MS, midnight } from "./moments";

/** A ticket of the past: when it was opened (days ago, hour of the UTC day), for how long, what was said at first and at last. */
type PastTicket = {
  on: string;
  daysAgo: number;
  hour: number;
  minutes: number;
  severity: Ticket["severity"];
  first: string;
  last: string;
  /** Opened again some minutes after it was closed, for half as long. */
  reopenedAfter?: number;
};

export const PAST_TICKETS: readonly PastTicket[] = [
  {
    ...{ on: "market-data-feed", daysAgo: 86, hour: 14.25, minutes: 38, severity: "partial" },
    first: "Charts of some symbols are delayed.",
    last: "Charts are current again.",
  },
  {
    ...{ on: "email-outbound-transactional", daysAgo: 79, hour: 9.5, minutes: 160, severity: "degraded" },
    first: "Confirmation emails arrive late.",
    last: "All delayed emails have been delivered.",
  },
  {
    ...{ on: "api-service", daysAgo: 71, hour: 17, minutes: 210, severity: "degraded" },
    first: "Backtests take longer than usual.",
    last: "Backtests run at their usual speed.",
  },
  {
    ...{ on: "trade-execution", daysAgo: 63, hour: 13.6, minutes: 41, severity: "partial" },
    first: "Some orders are rejected. No order was executed twice.",
    last: "Orders are accepted again. No order was executed twice.",
  },
  {
    ...{ on: "broker-connectivity", daysAgo: 55, hour: 15, minutes: 55, severity: "degraded" },
    first: "Account balances refresh slowly.",
    last: "Account balances are current again.",
  },
  {
    ...{ on: "app-raxx-app", daysAgo: 47, hour: 8.4, minutes: 24, severity: "down" },
    first: "The app does not load. We are investigating.",
    last: "The app loads again. A faulty release was rolled back.",
  },
  {
    ...{ on: "email-inbound-support", daysAgo: 38, hour: 11, minutes: 300, severity: "degraded" },
    first: "Messages to support reach us late.",
    last: "Messages to support reach us at once again. None was lost.",
  },
  {
    ...{ on: "market-data-feed", daysAgo: 29, hour: 16, minutes: 52, severity: "partial" },
    first: "Historical data before 2015 is missing in backtests.",
    last: "Historical data is complete again.",
  },
  {
    ...{ on: "api-service", daysAgo: 21, hour: 10, minutes: 19, severity: "down" },
    first: "The API does not answer. We are investigating.",
    last: "The API answers again. A deployment was rolled back.",
  },
  {
    ...{ on: "ci-runners", daysAgo: 17, hour: 12.2, minutes: 140, severity: "degraded" },
    first: "Deployments wait in the queue.",
    last: "The queue is empty.",
  },
  {
    ...{ on: "trade-execution", daysAgo: 11, hour: 14, minutes: 41, severity: "partial" },
    first: "Order confirmations arrive late.",
    last: "Order confirmations arrive at once again.",
  },
  {
    ...{ on: "email-outbound-transactional", daysAgo: 6, hour: 9, minutes: 160, severity: "degraded" },
    first: "Password-reset emails arrive late.",
    last: "Password-reset emails arrive at once again.",
    reopenedAfter: 40,
  },
  {
    ...{ on: "app-raxx-app", daysAgo: 2, hour: 15.2, minutes: 87, severity: "degraded" },
    first: "Login fails now and then. We are investigating.",
    last: "Login works again. The cause was found and removed.",
  },
];

const FIRST_ID = 48_000_100;

/** Each ticket's webhooks, in turn. */
export const pastTickets = (desk: Desk, nameOf: (id: string) => string, now: number): Happening[] =>
  PAST_TICKETS.flatMap((past, i) => {
    const opened = midnight(now, past.daysAgo) + Math.round(past.hour * 60) * MINUTE_MS;
    const closed = opened + past.minutes * MINUTE_MS;
    const ticket = { id: FIRST_ID + i, tag: nameOf(past.on), severity: past.severity };
    const say = (status: Ticket["status"], note: string, updatedAt: number) =>
      delivery(desk, past.on, { ...ticket, status, note, updatedAt });
    const reopened = past.reopenedAfter === undefined ? null : closed + past.reopenedAfter * MINUTE_MS;
    return [
      say("active", past.first, opened),
      say("closed", past.last, closed),
      ...(reopened === null ? [] : [say("active", past.first, reopened), say("closed", past.last, reopened + HOUR_MS)]),
    ];
  });
