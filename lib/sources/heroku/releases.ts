import * as z from "zod";
import { type HerokuApi, herokuRequest } from "./heroku-api";

/** How many releases are asked for: the current one may be behind failed ones. */
const NEWEST = 50;
const DESCRIPTION_CHARS = 120;

const Release = z.object({
  version: z.int(),
  current: z.boolean(),
  description: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }),
  slug: z.object({ id: z.string().min(1) }).nullable(),
  artifacts: z.array(z.object({ id: z.string().min(1) })).nullish(),
});

/** The release that an app runs. One without code (neither slug nor OCI image) was never deployed to. */
export type CurrentRelease = { version: number; description: string; createdAt: string; hasCode: boolean };

export const releasesRequest = (api: HerokuApi, app: string) =>
  herokuRequest(api, `/apps/${encodeURIComponent(app)}/releases`, `version ..; order=desc,max=${NEWEST}`);

/** The release marked current, not the highest version; "none" of an app without any, null where the answer does not say. */
export function parseReleases(body: unknown): CurrentRelease | "none" | null {
  const parsed = z.array(Release).safeParse(body);
  if (!parsed.success) return null;
  if (parsed.data.length === 0) return "none";
  const current = parsed.data.find((release) => release.current);
  if (!current) return null;
  return {
    version: current.version,
    description: (current.description ?? "").slice(0, DESCRIPTION_CHARS),
    createdAt: current.created_at,
    hasCode: current.slug !== null || (current.artifacts ?? []).length > 0,
  };
}
