import * as z from "zod";
import type { Context } from "@/lib/platform/context";
import { type Failure, fetchJson, unknownBecause } from "./ask-json";
import { type Counts, checkEach, type Finding, isEveryMinutes, NOT_DUE, readMonitors } from "./checks";

const SENTRY_API_URL = "https://sentry.io";

/** Sentry's API's number for all projects of an organization. */
const ALL_PROJECTS = -1;

const QUANTITY = "sum(quantity)";

const Stats = z.object({
  groups: z.array(
    z.object({ by: z.object({ outcome: z.string() }), totals: z.object({ [QUANTITY]: z.number().min(0) }) }),
  ),
});

type ErrorStats = { accepted: number; rateLimited: number };

type StatsQuery = { base: string; token: string; organization: string; projectId: number };

export function errorStatsRequest({ base, token, organization, projectId }: StatsQuery) {
  const query = new URLSearchParams({
    field: QUANTITY,
    groupBy: "outcome",
    category: "error",
    statsPeriod: "24h",
    interval: "1h",
    project: String(projectId),
  });
  const path = `/api/0/organizations/${encodeURIComponent(organization)}/stats_v2/`;
  return { url: `${base.replace(/\/+$/, "")}${path}?${query}`, headers: { Authorization: `Bearer ${token}` } };
}

/** Counts per outcome; one that is not listed is 0. Null for an unexpected response. */
export function parseErrorStats(body: unknown): ErrorStats | null {
  const parsed = Stats.safeParse(body);
  if (!parsed.success) return null;
  const total = (outcome: string) =>
    parsed.data.groups
      .filter(({ by }) => by.outcome === outcome)
      .reduce((sum, { totals }) => sum + totals[QUANTITY], 0);
  return { accepted: total("accepted"), rateLimited: total("rate_limited") };
}

const KEYS = "sentry:errors:";

/** The key of a project's check. */
export const errorsKey = ({ slug }: Project): string => `${KEYS}${slug}`;

/** A project as a request names it: `all` is every project of the organization. */
type Project = { slug: string; id: number };

/** The configured projects, or all of them as one. */
export const listProjects = (named: readonly Project[]): readonly Project[] =>
  named.length > 0 ? named : [{ slug: "all", id: ALL_PROJECTS }];

/** A figure for operators, never an alert. Events rejected and none accepted is not healthy: Sentry receives nothing. */
export function judgeErrors(project: Project, stats: ErrorStats | Failure): Finding {
  const check = { key: errorsKey(project), severity: "warning" as const };
  if ("failure" in stats) return { ...check, ...unknownBecause(stats) };
  const { accepted, rateLimited } = stats;
  const ok = accepted > 0 || rateLimited === 0;
  const summary = `${accepted} errors in 24 h, ${rateLimited} rejected by Sentry's rate limit`;
  return { ...check, ok, summary, details: { errors_24h: accepted, rate_limited: rateLimited } };
}

const EVERY_MINUTES = 60;
const MINUTE = 7;

/** Counts the errors that Sentry accepted within 24 h, in the 7th minute of each hour. */
export async function monitorSentry(ctx: Context): Promise<Counts> {
  const token = ctx.env.value("SENTRY_API_TOKEN");
  if (token === null || !isEveryMinutes(ctx.now, EVERY_MINUTES, MINUTE)) return NOT_DUE;
  const { organization, projects } = readMonitors().sentry;
  const base = ctx.env.value("SENTRY_API_URL") ?? SENTRY_API_URL;
  const request = (projectId: number) => errorStatsRequest({ base, token, organization, projectId });
  return checkEach(ctx, {
    prefix: KEYS,
    watched: listProjects(projects),
    toKey: errorsKey,
    check: async (project) => judgeErrors(project, await fetchJson(ctx, request(project.id), parseErrorStats)),
  });
}
