import type { SurfaceEntry } from "../../lib/schemas/registry";
import { retainRecords } from "../../lib/usecases/retain-records";
import type { Happening } from "./chronicler";
import type { Desk } from "./freescout-desk";
import { DAY_MS, HOUR_MS, MINUTE_MS, midnight } from "./moments";
import { maintenance, pin, settled } from "./operator-stories";
import { hearPartners, partnerSilence, partnerTrouble } from "./partner-stories";
import { PAST_TICKETS, pastTickets } from "./past-tickets";
import { blackout, joining, outage } from "./probe-stories";
import { type Random, seededRandom } from "./seeded-random";

const SEED = 20_260_101;
const FIRST_DAY = 91;
/** A surface that joined late, and when. */
const LATE = { id: "getraxx-com", daysAgo: 58 };
const NIGHT_MS = 3 * HOUR_MS + 15 * MINUTE_MS;
/** One blip of a site in so many days, on the average. */
const DAYS_A_BLIP = 21;

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

const PINS: readonly (readonly [string, "DEGRADED" | "PARTIAL", string, ...When])[] = [
  ["console-raxx-app", "DEGRADED", "Pages of the console load slowly.", 57, 20, 50],
  ["tickets-raxx-app", "PARTIAL", "Attachments of tickets can’t be opened.", 26, 15, 70],
  ["demo-raxx-app", "DEGRADED", "The demo shows yesterday’s prices.", 5, 18, 35],
];

const BLACKOUTS: readonly When[] = [
  [73, 3.5, 12],
  [19, 21, 33],
];
const SILENCE = { id: "secrets-management", when: [36, 14, 44] as When };

/** Ninety days and what happened in them, up to the day that `now` is in. */
export function past(entries: readonly SurfaceEntry[], desk: Desk, now: number): Happening[] {
  const stretch = ([daysAgo, hour, minutes]: When) => ({
    at: midnight(now, daysAgo) + Math.round(hour * 60) * MINUTE_MS,
    minutes,
  });
  const nameOf = (id: string) => entries.find((entry) => entry.id === id)?.display_name ?? id;
  const silence = stretch(SILENCE.when);
  return [
    ...joining(
      entries.filter(({ id }) => id !== LATE.id),
      midnight(now, FIRST_DAY),
    ),
    ...joining(
      entries.filter(({ id }) => id === LATE.id),
      midnight(now, LATE.daysAgo) + 9 * HOUR_MS,
    ),
    ...pastTickets(desk, nameOf, now),
    ...PARTNERS.flatMap(([id, reading, ...when]) => {
      const { at, minutes } = stretch(when);
      return partnerTrouble(id, at, { reading, minutes });
    }),
    ...OUTAGES.flatMap(([id, ...when]) => outage(id, stretch(when))),
    ...WINDOWS.flatMap(([on, note, ...when]) => {
      const { at, minutes } = stretch(when);
      return maintenance(entries, { on, note, minutes, beginsAt: at, plannedAt: at - 2 * DAY_MS });
    }),
    ...PINS.flatMap(([surfaceId, state, note, ...when]) => {
      const { at, minutes } = stretch(when);
      return [pin({ surfaceId, at, minutes, state, note }), settled(entries, at + minutes * MINUTE_MS)];
    }),
    ...BLACKOUTS.flatMap((when) => blackout(entries, stretch(when))),
    ...partnerSilence(SILENCE.id, silence.at),
    hearPartners([SILENCE.id], silence.at + silence.minutes * MINUTE_MS, "OPERATIONAL"),
    ...blips(entries, now, seededRandom(SEED)),
    { at: latestNight(now), on: [], tell: retainRecords },
  ];
}

/** When the night's work was last due. */
const latestNight = (now: number): number => midnight(now - NIGHT_MS, 0) + NIGHT_MS;

/** Sites fail for a few minutes now and then, each on days on which nothing else happens to it. */
function blips(entries: readonly SurfaceEntry[], now: number, random: Random): Happening[] {
  const busy = new Set(BLACKOUTS.map(([daysAgo]) => daysAgo));
  const told = new Set([
    ...PAST_TICKETS.map(({ on, daysAgo }) => `${on} ${daysAgo}`),
    ...OUTAGES.map(([id, daysAgo]) => `${id} ${daysAgo}`),
    ...PINS.map(([id, , , daysAgo]) => `${id} ${daysAgo}`),
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
