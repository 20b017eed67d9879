import * as z from "zod";

export const SENTRY_API_URL = "https://sentry.io";

/** All projects of an organization, where Sentry's API wants a project's number. */
export const ALL_PROJECTS = -1;

const QUANTITY = "sum(quantity)";

const Stats = z.object({
  groups: z.array(
    z.object({ by: z.object({ outcome: z.string() }), totals: z.object({ [QUANTITY]: z.number().min(0) }) }),
  ),
});

/** Errors of the last 24 h: those that Sentry took in, and those that it turned away. */
export type ErrorStats = { accepted: number; rateLimited: number };

type Question = { base: string; token: string; organization: string; projectId: number };

export function errorStatsRequest({ base, token, organization, projectId }: Question) {
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

/** An outcome that is not listed did not happen. Null where the answer does not say. */
export function parseErrorStats(body: unknown): ErrorStats | null {
  const parsed = Stats.safeParse(body);
  if (!parsed.success) return null;
  const total = (outcome: string) =>
    parsed.data.groups
      .filter(({ by }) => by.outcome === outcome)
      .reduce((sum, { totals }) => sum + totals[QUANTITY], 0);
  return { accepted: total("accepted"), rateLimited: total("rate_limited") };
}
