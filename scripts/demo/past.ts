import type { SurfaceEntry } from "../../lib/schemas/registry";
import { retainRecords } from "../../lib/usecases/retain-records";
import {
  blackout,
  DAY_MS,
  delivery,
  type Happening,
  joining,
  MINUTE_MS,
  maintenance,
  midnight,
  outage,
  override,
  partnerSilence,
  partnerTrouble,
  poll,
  type Stretch,
  settled,
} from "./happenings";
import type { FileTicket, Ticket } from "./world";

const SEED = 20_260_101;
const FIRST_DAY = 91;
/** A surface that joined late, and when. */
const LATE = { id: "getraxx-com", daysAgo: 58 };
const NIGHT_MS = (3 * 60 + 15) * MINUTE_MS;
/** One blip of a site in so many days, on the average. */
const DAYS_A_BLIP = 21;
const FIRST_TICKET = 48_000_100;

/** Days ago, hour of the day, minutes. */
type When = readonly [daysAgo: number, hour: number, minutes: number];

const PARTNERS: readonly (readonly [string, "DEGRADED" | "PARTIAL" | "DOWN" | "MAINTENANCE", ...When])[] = [
  ["cloudflare", "DEGRADED", 88, 9, 75],
  ["heroku-platform", "DEGRADED", 67, 18.5, 140],
  ["billing-payment", "PARTIAL", 52, 13, 33],
  ["cloudflare", "PARTIAL", 40, 11.2, 48],
  ["email-delivery", "DEGRADED", 33, 7.4, 95],
  ["workspace", "DEGRADED", 24, 10, 130],
  ["heroku-platform", "DOWN", 13, 16.1, 26],
  ["secrets-management", "MAINTENANCE", 8, 5, 60],
  ["cloudflare", "DEGRADED", 4, 12.5, 37],
];

const OUTAGES: readonly (readonly [string, ...When])[] = [
  ["app-raxx-app", 47, 8.35, 26],
  ["raxx-app", 31, 6.2, 14],
  ["api-service", 21, 9.95, 21],
  ["console-raxx-app", 12, 19.3, 48],
  ["docs-raxx-app", 3, 4.6, 9],
];

const WINDOWS: readonly (readonly [readonly string[], string, ...When])[] = [
  [["vault-raxx-app"], "Keys are rotated. Logins are not affected.", 82, 2, 60],
  [["app-raxx-app", "api-service"], "Database upgrade. The app is read-only meanwhile.", 61, 4, 90],
  [["demo-raxx-app", "docs-raxx-app"], "Servers are replaced.", 44, 6, 45],
  [["docs-raxx-app"], "The search index is rebuilt.", 16, 5, 60],
  [["tickets-raxx-app"], "The ticketing system is updated.", 9, 7, 40],
];

const OVERRIDES: readonly (readonly [string, "DEGRADED" | "PARTIAL", string, ...When])[] = [
  ["console-raxx-app", "DEGRADED", "Pages of the console load slowly.", 57, 20, 50],
  ["tickets-raxx-app", "PARTIAL", "Attachments of tickets can’t be opened.", 26, 15, 70],
  ["demo-raxx-app", "DEGRADED", "The demo shows yesterday’s prices.", 5, 18, 35],
];

const BLACKOUTS: readonly When[] = [
  [73, 3.5, 12],
  [19, 21, 33],
];
const SILENCE = { id: "secrets-management", when: [36, 14, 44] as When };

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

const TICKETS: readonly PastTicket[] = [
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

/** Ninety days and what happened in them, up to the day that `now` is in. */
export function past(entries: readonly SurfaceEntry[], file: FileTicket, now: number): Happening[] {
  const stretch = ([daysAgo, hour, minutes]: When): Stretch => ({
    at: midnight(now, daysAgo) + Math.round(hour * 60) * MINUTE_MS,
    minutes,
  });
  const [late, others] = [entries.filter(({ id }) => id === LATE.id), entries.filter(({ id }) => id !== LATE.id)];
  const silence = stretch(SILENCE.when);
  return [
    ...joining(others, midnight(now, FIRST_DAY)),
    ...joining(late, stretch([LATE.daysAgo, 9, 0]).at),
    ...TICKETS.flatMap((ticket, i) => ticketOf(file, ticket, FIRST_TICKET + i, stretch)),
    ...PARTNERS.flatMap(([id, reading, ...when]) => partnerTrouble(id, reading, stretch(when))),
    ...OUTAGES.flatMap(([id, ...when]) => outage(id, stretch(when))),
    ...WINDOWS.flatMap(([on, note, ...when]) => {
      const { at, minutes } = stretch(when);
      return maintenance(entries, { on, note, minutes, beginsAt: at, at: at - 2 * DAY_MS });
    }),
    ...OVERRIDES.flatMap(([surfaceId, state, note, ...when]) => {
      const { at, minutes } = stretch(when);
      return [override({ surfaceId, at, minutes, state, note }), settled(entries, at + minutes * MINUTE_MS)];
    }),
    ...BLACKOUTS.flatMap((when) => blackout(entries, stretch(when))),
    ...partnerSilence(SILENCE.id, silence.at),
    poll([SILENCE.id], silence.at + silence.minutes * MINUTE_MS, "OPERATIONAL"),
    ...blips(entries, now),
    { at: midnight(now - NIGHT_MS, 0) + NIGHT_MS, on: [], tell: retainRecords }, // when the night's work was last due
  ];
}

/** A ticket's deliveries, in turn. */
function ticketOf(file: FileTicket, past: PastTicket, id: number, stretch: (when: When) => Stretch): Happening[] {
  const { on, severity, first, last, minutes, reopenedAfter } = past;
  const { at } = stretch([past.daysAgo, past.hour, minutes]);
  const write = (status: Ticket["status"], note: string, afterMinutes: number) =>
    delivery(file, { id, on, severity, status, note, at: at + afterMinutes * MINUTE_MS });
  const closed = [write("active", first, 0), write("closed", last, minutes)];
  if (reopenedAfter === undefined) return closed;
  const again = minutes + reopenedAfter;
  return [...closed, write("active", first, again), write("closed", last, again + 60)];
}

/** Sites fail for a few minutes now and then, each on days on which nothing else happens to it. */
function blips(entries: readonly SurfaceEntry[], now: number): Happening[] {
  const random = seededRandom(SEED);
  const busy = new Set(BLACKOUTS.map(([daysAgo]) => daysAgo));
  const told = new Set([
    ...TICKETS.map(({ on, daysAgo }) => `${on} ${daysAgo}`),
    ...OUTAGES.map(([id, daysAgo]) => `${id} ${daysAgo}`),
    ...OVERRIDES.map(([id, , , daysAgo]) => `${id} ${daysAgo}`),
    ...WINDOWS.flatMap(([on, , daysAgo]) => on.map((id) => `${id} ${daysAgo}`)),
  ]);
  const sites = entries.filter(({ probe_url }) => probe_url !== null);
  return sites.flatMap(({ id }) => {
    const joined = id === LATE.id ? LATE.daysAgo : FIRST_DAY;
    return Array.from({ length: joined - 1 }, (_, i) => i + 1).flatMap((daysAgo) => {
      const [isDue, at, length] = [random() < 1 / DAYS_A_BLIP, random(), random()];
      if (!isDue || busy.has(daysAgo) || told.has(`${id} ${daysAgo}`)) return [];
      const minute = 30 + Math.floor(at * 22 * 60);
      return outage(id, { at: midnight(now, daysAgo) + minute * MINUTE_MS, minutes: 1 + Math.floor(length ** 2 * 7) });
    });
  });
}

/** The same numbers in [0, 1) for the same seed, in the same order (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    const more = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((more ^ (more >>> 14)) >>> 0) / 2 ** 32;
  };
}
