import type { Context } from "@/lib/context";
import {
  ALL_PROJECTS,
  type ErrorStats,
  errorStatsRequest,
  parseErrorStats,
  SENTRY_API_URL,
} from "@/lib/sources/sentry/error-stats";
import { askJson, type Failure, UNEXPECTED } from "./monitor-ask";
import type { Finding } from "./monitor-record";

export const SENTRY_KEYS = "sentry:errors:";

export const errorsKey = ({ slug }: Project): string => `${SENTRY_KEYS}${slug}`;

/** A project as it is asked for: `all` is every project of the organization. */
export type Project = { slug: string; id: number };

/** The projects that are named, or else all of them as one. */
export const projectsOf = (named: readonly Project[]): readonly Project[] =>
  named.length > 0 ? named : [{ slug: "all", id: ALL_PROJECTS }];

/** Asks how many errors a project had in 24 h. */
export async function lookAtErrors(
  ctx: Context,
  question: { token: string; organization: string; project: Project },
): Promise<ErrorStats | Failure> {
  const { token, organization, project } = question;
  const base = ctx.env.value("SENTRY_API_URL") ?? SENTRY_API_URL;
  const answer = await askJson(ctx, errorStatsRequest({ base, token, organization, projectId: project.id }));
  return "failure" in answer ? answer : (parseErrorStats(answer.body) ?? UNEXPECTED);
}

/** A figure for operators, never an alert. None accepted while some were turned away is not well: we are blind. */
export function judgeErrors(project: Project, seen: ErrorStats | Failure): Finding {
  const check = { key: errorsKey(project), severity: "warning" as const };
  if ("failure" in seen)
    return { ...check, ok: null, summary: `Could not look: ${seen.failure}`, details: { failure: seen.failure } };
  const { accepted, rateLimited } = seen;
  const isBlind = accepted === 0 && rateLimited > 0;
  const summary = `${accepted} errors in 24 h, ${rateLimited} turned away by Sentry's rate limit`;
  return { ...check, ok: !isBlind, summary, details: { errors_24h: accepted, rate_limited: rateLimited } };
}
