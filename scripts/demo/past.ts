import { DAY_MS } from "../../lib/core/engine/periods";
import type { SurfaceEntry } from "../../lib/schemas/registry";
import { NIGHTLY_AT_MS, retainRecords } from "../../lib/services/retention/nightly";
import {
  blackout,
  type DemoEvent,
  delivery,
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
} from "./event-builders";
import type { FileTicket, Ticket } from "./world";

const SEED = 20_260_101;
const FIRST_DAY = 91;
/** A surface that was added later, and when. */
const LATE = { id: "getraxx-com", daysAgo: 58 };
/** The average number of days between two short failures of a site. */
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
  ["console-raxx-app", "DEGRADED", "The console’s pages are loading slowly.", 57, 20, 50],
  ["tickets-raxx-app", "PARTIAL", "Ticket attachments can’t be opened.", 26, 15, 70],
  ["demo-raxx-app", "DEGRADED", "The demo shows yesterday’s prices.", 5, 18, 35],
];

const BLACKOUTS: readonly When[] = [
  [73, 3.5, 12],
  [19, 21, 33],
];
const SILENCE = { id: "secrets-management", when: [36, 14, 44] as When };

const [ORDERS, API] = ["trade-execution", "api-service"];
const [EMAIL, SUPPORT] = ["email-outbound-transactional", "email-inbound-support"];

/** Tickets with their first and last note. */
const TICKETS: readonly (readonly [string, Ticket["severity"], string, string, ...When])[] = [
  ["market-data-feed", "partial", "Charts of some symbols are delayed.", "Charts are current again.", 86, 14.25, 38],
  [EMAIL, "degraded", "Emails are arriving late.", "All of them have been delivered.", 79, 9.5, 160],
  [API, "degraded", "Backtests are taking longer than usual.", "They are as fast as usual again.", 71, 17, 210],
  [ORDERS, "partial", "Some orders are rejected.", "Orders are accepted again. None ran twice.", 63, 13.6, 41],
  ["broker-connectivity", "degraded", "Balances are refreshing slowly.", "Balances are current again.", 55, 15, 55],
  ["app-raxx-app", "down", "The app isn’t loading.", "It is loading again. We rolled back a release.", 47, 8.4, 24],
  [SUPPORT, "degraded", "Messages to support are arriving late.", "None of them was lost.", 38, 11, 300],
  ["market-data-feed", "partial", "Data before 2015 is missing in backtests.", "It is complete again.", 29, 16, 52],
  [API, "down", "The API isn’t responding.", "It is back. We rolled back a deployment.", 21, 10, 19],
  ["ci-runners", "degraded", "Deployments are waiting in the queue.", "The queue is empty.", 17, 12.2, 140],
  [ORDERS, "partial", "Order confirmations are arriving late.", "They are arriving promptly again.", 11, 14, 41],
  [EMAIL, "degraded", "Password resets are arriving late.", "They arrive promptly again.", 6, 9, 160],
  ["app-raxx-app", "degraded", "Some logins fail. We are investigating.", "Login is working again.", 2, 15.2, 87],
];

/** The one ticket that is reopened, forty minutes after it was closed. */
const REOPENED = { index: 11, when: [6, 9 + 200 / 60, 60] as When };

/** The events of ninety days, up to the day of `now`. */
export function past(entries: readonly SurfaceEntry[], file: FileTicket, now: number): DemoEvent[] {
  const stretch = ([daysAgo, hour, minutes]: When): Stretch => ({
    at: midnight(now, daysAgo) + Math.round(hour * 60) * MINUTE_MS,
    minutes,
  });
  const [late, others] = [entries.filter(({ id }) => id === LATE.id), entries.filter(({ id }) => id !== LATE.id)];
  const silence = stretch(SILENCE.when);
  return [
    ...joining(others, midnight(now, FIRST_DAY)),
    ...joining(late, stretch([LATE.daysAgo, 9, 0]).at),
    ...TICKETS.flatMap(([on, severity, first, last, ...when], i) => {
      const ticket = { id: FIRST_TICKET + i, on, severity, first, last };
      const times = i === REOPENED.index ? [when, REOPENED.when] : [when];
      return times.flatMap((time) => deliveriesOf(file, ticket, stretch(time)));
    }),
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
    { at: midnight(now - NIGHTLY_AT_MS, 0) + NIGHTLY_AT_MS, on: [], apply: retainRecords }, // the last nightly run
  ];
}

/** A ticket's deliveries, in order. */
function deliveriesOf(
  file: FileTicket,
  { id, on, severity, first, last }: Pick<Ticket, "id" | "on" | "severity"> & { first: string; last: string },
  { at, minutes }: Stretch,
): DemoEvent[] {
  const write = (status: Ticket["status"], note: string, at: number) =>
    delivery(file, { id, on, severity, status, note, at });
  return [write("active", first, at), write("closed", last, at + minutes * MINUTE_MS)];
}

/** Short failures of sites, only on days without another event of the site. */
function blips(entries: readonly SurfaceEntry[], now: number): DemoEvent[] {
  const random = seededRandom(SEED);
  const busy = new Set(BLACKOUTS.map(([daysAgo]) => daysAgo));
  const taken = new Set([
    ...TICKETS.map(([on, , , , daysAgo]) => `${on} ${daysAgo}`),
    ...OUTAGES.map(([id, daysAgo]) => `${id} ${daysAgo}`),
    ...OVERRIDES.map(([id, , , daysAgo]) => `${id} ${daysAgo}`),
    ...WINDOWS.flatMap(([on, , daysAgo]) => on.map((id) => `${id} ${daysAgo}`)),
  ]);
  const sites = entries.filter(({ probe_url }) => probe_url !== null);
  return sites.flatMap(({ id }) => {
    const joined = id === LATE.id ? LATE.daysAgo : FIRST_DAY;
    return Array.from({ length: joined - 1 }, (_, i) => i + 1).flatMap((daysAgo) => {
      const [isDue, at, length] = [random() < 1 / DAYS_A_BLIP, random(), random()];
      if (!isDue || busy.has(daysAgo) || taken.has(`${id} ${daysAgo}`)) return [];
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
