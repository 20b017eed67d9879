import type { Context } from "@/lib/context";
import type { HerokuApi } from "@/lib/sources/heroku/heroku-api";
import { type CurrentRelease, parseReleases, releasesRequest } from "@/lib/sources/heroku/releases";
import { askJson, type Failure, UNEXPECTED } from "./monitor-ask";
import type { Finding } from "./monitor-record";

export const releaseKey = (app: string): string => `heroku:release:${app}`;

/** Asks which release an app runs. */
export async function lookAtRelease(
  ctx: Context,
  api: HerokuApi,
  app: string,
): Promise<CurrentRelease | "none" | Failure> {
  const answer = await askJson(ctx, releasesRequest(api, app));
  return "failure" in answer ? answer : (parseReleases(answer.body) ?? UNEXPECTED);
}

/** The RCA's action item 4: an app whose current release has no slug was never deployed to. */
export function judgeRelease(app: string, seen: CurrentRelease | "none" | Failure): Finding {
  const check = { key: releaseKey(app), severity: "critical" as const };
  if (seen !== "none" && "failure" in seen) {
    const summary = `Could not look: ${seen.failure} (an alert after 30 minutes of it)`;
    return { ...check, ok: null, summary, details: { failure: seen.failure } };
  }
  const release = seen === "none" ? null : describe(seen);
  if (seen === "none" || !seen.hasCode) {
    const title = `${app} has no slug: nothing was ever deployed`;
    return { ...check, ok: false, summary: title, details: { release, last_deploy: null }, alert: title };
  }
  const summary = `Release v${seen.version} has a slug`;
  return { ...check, ok: true, summary, details: { last_deploy: release }, alert: null };
}

const describe = ({ version, description, createdAt }: CurrentRelease) => ({
  created_at: createdAt,
  version,
  description,
});
