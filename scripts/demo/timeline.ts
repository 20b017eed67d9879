import { PRESENT } from "./present";
import type { Clients, Condition, Statement, Ticket, World } from "./world";

/** What the script plays on; `now` is its clock (epoch milliseconds). */
export type Stage = Pick<World, "setSite" | "setPartner"> & Clients & { now: () => number };

/** What happens so many seconds into each round, or into each 5th one only, which leaves incidents behind. */
export type Step = { atS: number; says: string; isRare?: true; play: (stage: Stage, round: number) => unknown };

/** A round ends as it began, so that whoever comes in the midst has missed nothing. */
export const ROUND_S = 240;
const RARELY = 5;

const inSeconds = ({ now }: Stage, seconds: number): Date => new Date(now() + seconds * 1000);

const site = (atS: number, id: string, condition: Condition, says: string): Step => ({
  ...{ atS, says, play: ({ setSite }) => setSite(id, condition) },
});

const partner = (atS: number, id: string, statement: Statement, says: string): Step => ({
  ...{ atS, says, play: ({ setPartner }) => setPartner(id, statement) },
});

type Subject = readonly [firstId: number, on: string];
const ORDERS: Subject = [48_300_000, "trade-execution"];
const CHARTS: Subject = [PRESENT.ticket.id, PRESENT.ticket.on];

/** A ticket's number is kept for so many rounds, in which it is opened again and again; then it is another one. */
const write =
  ([firstId, on]: Subject, status: Ticket["status"], note: string): Step["play"] =>
  ({ deliver, now }, round) =>
    deliver({ id: firstId + Math.floor(round / RARELY), on, severity: "partial", status, note, at: now() });

const ORDERS_CLOSED = write(ORDERS, "closed", "Orders are accepted again. No order was executed twice.");
const HEROKU = PRESENT.partner.id;
const INFISICAL = PRESENT.silentPartner;
const STRIPE = "billing-payment";
const WELL: Statement = { state: "OPERATIONAL" };
const CARDS: Statement = { state: "PARTIAL", title: "Card payments are declined in Europe" };

const STEPS: readonly Step[] = [
  site(5, "app-raxx-app", "failing", "Raxx App stops answering: degraded at the next look, down at the third"),
  {
    ...{ atS: 15, says: "FreeScout opens a ticket on Trade Execution Path: a partial outage" },
    play: write(ORDERS, "active", "Some orders are rejected. No order is executed twice. We are investigating."),
  },
  {
    ...{ atS: 20, isRare: true, says: "Maintenance of Secrets Vault is scheduled: it begins in 35 s, for 75 s" },
    play: (stage) =>
      stage.plan({
        ...{ surface_ids: ["vault-raxx-app"], starts_at: inSeconds(stage, 35), ends_at: inSeconds(stage, 110) },
        public_note: "Keys are rotated. Logins are not affected.",
      }),
  },
  site(45, "app-raxx-app", "well", "Raxx App answers again: operational after three good looks"),
  partner(60, STRIPE, CARDS, "Stripe's own page tells of a partial outage: Billing & Payments tracks it within 30 s"),
  site(70, "console-raxx-app", "login", "Operator Console shuts our prober out: unknown after 90 s without a look"),
  {
    ...{ atS: 85, says: "FreeScout closes the ticket on Trade Execution Path: a resolved incident" },
    play: ORDERS_CLOSED,
  },
  partner(100, HEROKU, WELL, "Heroku's own page is all clear: Hosting Platform is operational within 30 s"),
  {
    ...{ atS: 110, says: "FreeScout opens the ticket on Trade Execution Path again: its incident is reopened" },
    play: write(ORDERS, "active", "Some orders are rejected again. We are investigating."),
  },
  site(125, "raxx-app", "failing", "raxx.app stops answering"),
  {
    ...{ atS: 135, isRare: true, says: "Support Tickets is pinned for 60 s, then resolved anew" },
    play: (stage) =>
      stage.override({
        ...{ surface_id: "tickets-raxx-app", state: "DEGRADED", expires_at: inSeconds(stage, 60) },
        public_note: "Attachments open slowly.",
      }),
  },
  partner(150, INFISICAL, WELL, "Infisical's own page speaks again: Secrets Management is known within 30 s"),
  site(165, "raxx-app", "well", "raxx.app answers again"),
  {
    ...{ atS: 175, says: "FreeScout closes the ticket on Market Data Feed" },
    play: write(CHARTS, "closed", "Charts are current again."),
  },
  {
    ...{ atS: 190, says: "Operator Console lets our prober in again; Heroku's own page tells of routing errors" },
    play: ({ setSite, setPartner }) => {
      setSite("console-raxx-app", "well");
      setPartner(HEROKU, PRESENT.partner.trouble);
    },
  },
  partner(200, STRIPE, WELL, "Stripe's own page is all clear"),
  {
    ...{ atS: 205, says: "FreeScout has a ticket on Market Data Feed" },
    play: (stage, round) => write(CHARTS, "active", PRESENT.ticket.note)(stage, round + 1),
  },
  { atS: 215, says: "FreeScout closes the ticket on Trade Execution Path", play: ORDERS_CLOSED },
  partner(
    225,
    INFISICAL,
    "silent",
    "Infisical's own page falls silent: Secrets Management is unknown after three polls",
  ),
];

/** The steps of a round, in turn. */
export const stepsOf = (round: number): readonly Step[] =>
  STEPS.filter(({ isRare }) => !isRare || round % RARELY === 0);

/** Plays round after round by the clock on the wall; a step that fails is reported and keeps no other from its time. */
export function startTimeline(stage: Stage, show: (line: string) => void, round = 0): void {
  const perform = async ({ says, play }: Step) => {
    show(says);
    await play(stage, round);
  };
  for (const step of stepsOf(round))
    setTimeout(() => perform(step).catch((error: Error) => show(`That failed: ${error.message}`)), step.atS * 1000);
  setTimeout(() => startTimeline(stage, show, round + 1), ROUND_S * 1000);
}
