import type { TestServer } from "../support/server";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What a packed day says of a condition. */
const LETTERS = { down: "D", partial: "P", degraded: "G", maintenance: "M", unknown: "U" };

/** Something that lasted some minutes on a surface, so many days ago. */
export type PastTrouble = { surface: string; condition: keyof typeof LETTERS; daysAgo: number; minutes: number };

/** Older troubles, and the first day of a surface that joined late. */
const LONG_AGO: PastTrouble[] = [
  { surface: "app-raxx-app", condition: "down", daysAgo: 34, minutes: 24 },
  { surface: "app-raxx-app", condition: "maintenance", daysAgo: 61, minutes: 90 },
  { surface: "api-service", condition: "partial", daysAgo: 47, minutes: 52 },
  { surface: "api-service", condition: "degraded", daysAgo: 71, minutes: 210 },
  { surface: "market-data-feed", condition: "partial", daysAgo: 23, minutes: 38 },
  { surface: "market-data-feed", condition: "degraded", daysAgo: 52, minutes: 65 },
  { surface: "heroku-platform", condition: "degraded", daysAgo: 29, minutes: 140 },
  { surface: "cloudflare", condition: "degraded", daysAgo: 40, minutes: 75 },
  { surface: "support-tickets", condition: "unknown", daysAgo: 19, minutes: 33 },
];
const JOINED_DAYS_AGO: Record<string, number> = { "getraxx-com": 58 };

/** The 89 days before today for each surface, closed as the nightly job closes them: callers invalidate. */
export async function tellPastDays(
  server: TestServer,
  surfaceIds: readonly string[],
  troubles: readonly PastTrouble[],
): Promise<void> {
  const closedTo = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS).toISOString();
  const insert = "INSERT OR REPLACE INTO surface_days (surface_id, closed_to, days) VALUES (?, ?, ?)";
  for (const id of surfaceIds) await server.sql(insert, id, closedTo, JSON.stringify(daysOf(id, troubles)));
}

function daysOf(id: string, troubles: readonly PastTrouble[]): string[] {
  const joined = JOINED_DAYS_AGO[id] ?? 90;
  const days = Array.from({ length: 89 }, (_, i) => (89 - i > joined ? "-" : "O"));
  for (const { surface, condition, daysAgo, minutes } of [...troubles, ...LONG_AGO])
    if (surface === id) days[89 - daysAgo] += LETTERS[condition] + minutes * MINUTE_MS;
  return days;
}
