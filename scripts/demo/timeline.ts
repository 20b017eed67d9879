import type { Doors } from "./doors";
import type { Ticket } from "./freescout-desk";
import type { PartnerPages } from "./partner-pages";
import { PRESENT } from "./present";
import type { Sites } from "./sites";

/** What the script plays on; `now` is its clock (epoch milliseconds). */
export type Stage = {
  sites: Sites;
  partners: PartnerPages;
  doors: Doors;
  nameOf: (surfaceId: string) => string;
  now: () => number;
};

/** What happens so many seconds into each round, or into each 5th one only, which leaves incidents behind. */
export type Step = { atS: number; says: string; isRare?: true; play: (stage: Stage, round: number) => unknown };

/** A round ends as it began, so that whoever comes in the midst has missed nothing. */
export const ROUND_S = 240;
const RARELY = 5;
const ORDERS_ID = 48_300_000;

/** One ticket for so many rounds, opened again and again, then another one. */
const ticketIn = (firstId: number, round: number): number => firstId + Math.floor(round / RARELY);

function say(stage: Stage, on: string, ticket: Pick<Ticket, "id" | "status" | "note">): Promise<void> {
  const severity = "partial" as const;
  return stage.doors.deliver({ ...ticket, severity, tag: stage.nameOf(on), updatedAt: stage.now() });
}

const orders = (stage: Stage, round: number, status: Ticket["status"], note: string) =>
  say(stage, "trade-execution", { id: ticketIn(ORDERS_ID, round), status, note });

const charts = (stage: Stage, round: number, status: Ticket["status"], note: string) =>
  say(stage, PRESENT.ticket.on, { id: ticketIn(PRESENT.ticket.id, round), status, note });

const inSeconds = ({ now }: Stage, seconds: number): number => now() + seconds * 1000;

const STEPS: readonly Step[] = [
  {
    ...{ atS: 5, says: "Raxx App stops answering: degraded at the next look, down at the third" },
    play: ({ sites }) => sites.set("app-raxx-app", "failing"),
  },
  {
    ...{ atS: 15, says: "FreeScout opens a ticket on Trade Execution Path: a partial outage" },
    play: (stage, round) =>
      orders(stage, round, "active", "Some orders are rejected. No order is executed twice. We are investigating."),
  },
  {
    ...{ atS: 20, isRare: true, says: "Maintenance of Secrets Vault is scheduled: it begins in 35 s, for 75 s" },
    play: (stage) =>
      stage.doors.plan({
        ...{ on: ["vault-raxx-app"], beginsAt: inSeconds(stage, 35), endsAt: inSeconds(stage, 110) },
        note: "Keys are rotated. Logins are not affected.",
      }),
  },
  {
    ...{ atS: 45, says: "Raxx App answers again: operational after three good looks" },
    play: ({ sites }) => sites.set("app-raxx-app", "well"),
  },
  {
    ...{ atS: 60, says: "Stripe's own page tells of a partial outage: Billing & Payments tracks it within 30 s" },
    play: ({ partners }) =>
      partners.say("billing-payment", { state: "PARTIAL", title: "Card payments are declined in Europe" }),
  },
  {
    ...{ atS: 70, says: "Operator Console shuts our prober out: unknown after 90 s without a look" },
    play: ({ sites }) => sites.set("console-raxx-app", "login"),
  },
  {
    ...{ atS: 85, says: "FreeScout closes the ticket on Trade Execution Path: a resolved incident" },
    play: (stage, round) => orders(stage, round, "closed", "Orders are accepted again. No order was executed twice."),
  },
  {
    ...{ atS: 100, says: "Heroku's own page is all clear: Hosting Platform is operational within 30 s" },
    play: ({ partners }) => partners.say(PRESENT.partner.id, "well"),
  },
  {
    ...{ atS: 110, says: "FreeScout opens the ticket on Trade Execution Path again: its incident is reopened" },
    play: (stage, round) => orders(stage, round, "active", "Some orders are rejected again. We are investigating."),
  },
  {
    ...{ atS: 125, says: "raxx.app stops answering" },
    play: ({ sites }) => sites.set("raxx-app", "failing"),
  },
  {
    ...{ atS: 135, isRare: true, says: "Support Tickets is pinned for 60 s, then resolved anew" },
    play: (stage) =>
      stage.doors.pin({
        ...{ surfaceId: "tickets-raxx-app", state: "DEGRADED", expiresAt: inSeconds(stage, 60) },
        note: "Attachments open slowly.",
      }),
  },
  {
    ...{ atS: 150, says: "Infisical's own page speaks again: Secrets Management is known within 30 s" },
    play: ({ partners }) => partners.say(PRESENT.silentPartner, "well"),
  },
  {
    ...{ atS: 165, says: "raxx.app answers again" },
    play: ({ sites }) => sites.set("raxx-app", "well"),
  },
  {
    ...{ atS: 175, says: "FreeScout closes the ticket on Market Data Feed" },
    play: (stage, round) => charts(stage, round, "closed", "Charts are current again."),
  },
  {
    ...{ atS: 190, says: "Operator Console lets our prober in again; Heroku's own page tells of routing errors" },
    play: ({ sites, partners }) => {
      sites.set("console-raxx-app", "well");
      partners.say(PRESENT.partner.id, PRESENT.partner.trouble);
    },
  },
  {
    ...{ atS: 200, says: "Stripe's own page is all clear" },
    play: ({ partners }) => partners.say("billing-payment", "well"),
  },
  {
    ...{ atS: 205, says: "FreeScout has a ticket on Market Data Feed" },
    play: (stage, round) => charts(stage, round + 1, "active", PRESENT.ticket.note),
  },
  {
    ...{ atS: 215, says: "FreeScout closes the ticket on Trade Execution Path" },
    play: (stage, round) => orders(stage, round, "closed", "Orders are accepted again. No order was executed twice."),
  },
  {
    ...{ atS: 225, says: "Infisical's own page falls silent: Secrets Management is unknown after three polls" },
    play: ({ partners }) => partners.say(PRESENT.silentPartner, "silent"),
  },
];

/** The steps of a round, in turn. */
export const stepsOf = (round: number): readonly Step[] =>
  STEPS.filter(({ isRare }) => !isRare || round % RARELY === 0);

/** Plays round after round by the clock on the wall; a step that fails is told and keeps no other from its time. */
export function startTimeline(stage: Stage, tell: (line: string) => void, round = 0): void {
  const perform = async ({ says, play }: Step) => {
    tell(says);
    await play(stage, round);
  };
  for (const step of stepsOf(round))
    setTimeout(() => perform(step).catch((error: Error) => tell(`That failed: ${error.message}`)), step.atS * 1000);
  setTimeout(() => startTimeline(stage, tell, round + 1), ROUND_S * 1000);
}
