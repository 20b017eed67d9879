import { PRESENT } from "./present";
import type { Clients, Condition, Statement, Ticket, World } from "./world";

/** What the timeline acts on; `now` is its clock (epoch milliseconds). */
export type Stage = Pick<World, "setSite" | "setPartner"> & Clients & { now: () => number };

/** A step `atS` seconds into each round; a rare one, which leaves incidents behind, only in each 5th round. */
export type Step = { atS: number; title: string; isRare?: true; play: (stage: Stage, round: number) => unknown };

/** The length of a round, which ends in the state in which it began. */
export const ROUND_S = 240;
const RARELY = 5;

const inSeconds = ({ now }: Stage, seconds: number): Date => new Date(now() + seconds * 1000);

const site = (atS: number, id: string, condition: Condition, title: string): Step => ({
  ...{ atS, title, play: ({ setSite }) => setSite(id, condition) },
});

const partner = (atS: number, id: string, statement: Statement, title: string): Step => ({
  ...{ atS, title, play: ({ setPartner }) => setPartner(id, statement) },
});

type Subject = readonly [firstId: number, on: string];
const ORDERS: Subject = [48_300_000, "trade-execution"];
const CHARTS: Subject = [PRESENT.ticket.id, PRESENT.ticket.on];

/** A ticket's number is reused for five rounds, each of which reopens it; then it changes. */
const write =
  ([firstId, on]: Subject, status: Ticket["status"], note: string): Step["play"] =>
  ({ deliver, now }, round) =>
    deliver({ id: firstId + Math.floor(round / RARELY), on, severity: "partial", status, note, at: now() });

const ORDERS_CLOSED = write(ORDERS, "closed", "Orders are being accepted again. No order was executed twice.");
const HEROKU = PRESENT.partner.id;
const INFISICAL = PRESENT.silentPartner;
const STRIPE = "billing-payment";
const WELL: Statement = { state: "OPERATIONAL" };
const CARDS: Statement = { state: "PARTIAL", title: "Card payments are declined in Europe" };

const STEPS: readonly Step[] = [
  site(5, "app-raxx-app", "failing", "Raxx App stops responding: degraded at the next probe, down at the third"),
  {
    ...{ atS: 15, title: "FreeScout opens a ticket on Trade Execution Path: a partial outage" },
    play: write(ORDERS, "active", "Some orders are being rejected. No order is executed twice. We are investigating."),
  },
  {
    ...{ atS: 20, isRare: true, title: "Maintenance of Secrets Vault is scheduled: it begins in 35 s, for 75 s" },
    play: (stage) =>
      stage.plan({
        ...{ surface_ids: ["vault-raxx-app"], starts_at: inSeconds(stage, 35), ends_at: inSeconds(stage, 110) },
        public_note: "Keys are rotated. Logins are not affected.",
      }),
  },
  site(45, "app-raxx-app", "well", "Raxx App responds again: operational after three good probes"),
  partner(60, STRIPE, CARDS, "Stripe's status page reports a partial outage: Billing & Payments shows it within 30 s"),
  site(
    70,
    "console-raxx-app",
    "login",
    "Operator Console redirects the prober to a login: unknown after 90 s without a probe",
  ),
  {
    ...{ atS: 85, title: "FreeScout closes the ticket on Trade Execution Path: a resolved incident" },
    play: ORDERS_CLOSED,
  },
  partner(100, HEROKU, WELL, "Heroku's status page is all clear: Hosting Platform is operational within 30 s"),
  {
    ...{ atS: 110, title: "FreeScout opens the ticket on Trade Execution Path again: its incident is reopened" },
    play: write(ORDERS, "active", "Some orders are being rejected again. We are investigating."),
  },
  site(125, "raxx-app", "failing", "raxx.app stops responding"),
  {
    ...{ atS: 135, isRare: true, title: "Support Tickets is overridden for 60 s, then decided again by its sources" },
    play: (stage) =>
      stage.override({
        ...{ surface_id: "tickets-raxx-app", state: "DEGRADED", expires_at: inSeconds(stage, 60) },
        public_note: "Attachments are opening slowly.",
      }),
  },
  partner(
    150,
    INFISICAL,
    WELL,
    "Infisical's status page responds again: Secrets Management is operational within 30 s",
  ),
  site(165, "raxx-app", "well", "raxx.app responds again"),
  {
    ...{ atS: 175, title: "FreeScout closes the ticket on Market Data Feed" },
    play: write(CHARTS, "closed", "Charts are current again."),
  },
  {
    ...{ atS: 190, title: "Operator Console admits the prober again; Heroku's status page reports routing errors" },
    play: ({ setSite, setPartner }) => {
      setSite("console-raxx-app", "well");
      setPartner(HEROKU, PRESENT.partner.trouble);
    },
  },
  partner(200, STRIPE, WELL, "Stripe's status page is all clear"),
  {
    ...{ atS: 205, title: "FreeScout opens a ticket on Market Data Feed" },
    play: (stage, round) => write(CHARTS, "active", PRESENT.ticket.note)(stage, round + 1),
  },
  { atS: 215, title: "FreeScout closes the ticket on Trade Execution Path", play: ORDERS_CLOSED },
  partner(
    225,
    INFISICAL,
    "silent",
    "Infisical's status page stops responding: Secrets Management is unknown after three polls",
  ),
];

/** The steps of a round, in order. */
export const stepsOf = (round: number): readonly Step[] =>
  STEPS.filter(({ isRare }) => !isRare || round % RARELY === 0);

/** Plays rounds in real time; a step that fails is reported and does not delay the others. */
export function startTimeline(stage: Stage, show: (line: string) => void, round = 0): void {
  const perform = async ({ title, play }: Step) => {
    show(title);
    await play(stage, round);
  };
  for (const step of stepsOf(round))
    setTimeout(() => perform(step).catch((error: Error) => show(`The step failed: ${error.message}`)), step.atS * 1000);
  setTimeout(() => startTimeline(stage, show, round + 1), ROUND_S * 1000);
}
