import * as z from "zod";
import { toMs } from "@/db/time";
import type { Context } from "@/lib/context";
import type { HerokuApp } from "@/lib/schemas/monitors";
import { toIso } from "@/lib/schemas/times";
import {
  askJson,
  type Before,
  type Failure,
  type Finding,
  isEveryMinutes,
  isUnmade,
  type Known,
  UNEXPECTED,
  unheard,
} from "./checks";

/** Where Heroku's Platform API is asked, and with what. */
export type HerokuApi = { base: string; token: string };

export const HEROKU_API_URL = "https://api.heroku.com";

/** A request to version 3 of the Platform API; `range` orders and limits a list, which is then answered with 206. */
function herokuRequest({ base, token }: HerokuApi, path: string, range?: string) {
  const headers = { Accept: "application/vnd.heroku+json; version=3", Authorization: `Bearer ${token}` };
  return { url: `${base.replace(/\/+$/, "")}${path}`, headers: range ? { ...headers, Range: range } : headers };
}

const Dynos = z.array(z.object({ type: z.string(), state: z.string() }));
const Formation = z.array(z.object({ type: z.string(), quantity: z.int().min(0) }));

/** The dynos of an app's formation by what they are doing, and how many there should be. */
type DynoCount = { wanted: number; up: number; starting: number; idle: number; crashed: number; down: number };

const DYNO_STATES = ["up", "starting", "idle", "crashed", "down"] as const;

/** Only types that are scaled up count: a one-off `run` dyno serves nobody. Null where the answers do not say. */
export function countDynos(dynosBody: unknown, formationBody: unknown): DynoCount | null {
  const dynos = Dynos.safeParse(dynosBody);
  const formation = Formation.safeParse(formationBody);
  if (!dynos.success || !formation.success) return null;
  const scaledUp = formation.data.filter(({ quantity }) => quantity > 0);
  const types = new Set(scaledUp.map(({ type }) => type));
  const count: DynoCount = { wanted: 0, up: 0, starting: 0, idle: 0, crashed: 0, down: 0 };
  for (const { quantity } of scaledUp) count.wanted += quantity;
  for (const { type, state } of dynos.data) {
    const known = DYNO_STATES.find((word) => word === state);
    if (known && types.has(type)) count[known]++;
  }
  return count;
}

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
type CurrentRelease = { version: number; description: string; createdAt: string; hasCode: boolean };

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

const SAMPLE_EVERY_MINUTES = 5;
/** The RCA's action item 5: SEV-2 after more than 5 minutes. */
const ZERO_MS = 300_000;

export const dynosKey = (app: string): string => `heroku:dynos:${app}`;

/** Each 5 minutes, and each minute once a sample was zero. */
export function isSampleDue(before: Before | undefined, now: number): boolean {
  return isUnmade(before, now) && (isEveryMinutes(now, SAMPLE_EVERY_MINUTES) || zeroSince(before) !== null);
}

/** Asks which dynos of an app run, and which should. */
export async function lookAtDynos(ctx: Context, api: HerokuApi, app: string): Promise<DynoCount | Failure> {
  const ask = (list: string) => askJson(ctx, herokuRequest(api, `/apps/${encodeURIComponent(app)}/${list}`));
  const [dynos, formation] = await Promise.all([ask("dynos"), ask("formation")]);
  if ("failure" in dynos) return dynos;
  if ("failure" in formation) return formation;
  return countDynos(dynos.body, formation.body) ?? UNEXPECTED;
}

/**
 * Zero dynos running is not well at once, and SEV-2 after more than 5 minutes of it. A dyno that is starting begins no such
 * spell and ends none, so that neither the daily restart nor a crash loop is misread; nor does a look that failed.
 */
export function judgeDynos(app: HerokuApp, seen: DynoCount | Failure, { before, now }: Moment): Finding {
  const check = { key: dynosKey(app.name), severity: "critical" as const };
  const spell = zeroSince(before);
  if ("failure" in seen) {
    const { details, ...blind } = unheardOf(seen);
    return { ...check, ...blind, details: { ...details, ...(spell === null ? {} : { zero_since: toIso(spell) }) } };
  }
  const running = seen.up + (app.may_sleep ? seen.idle : 0);
  const details = { running, ...seen };
  if (running > 0)
    return { ...check, ok: true, summary: `${running} of ${seen.wanted} dynos running`, details, alert: null };
  if (seen.starting > 0 && spell === null)
    return { ...check, ok: true, summary: `${seen.starting} of ${seen.wanted} dynos starting`, details, alert: null };
  const since = spell ?? now;
  const summary = `0 of ${seen.wanted} dynos running since ${toIso(since)} (${describeDynos(seen)})`;
  const finding = { ...check, ok: false, summary, details: { ...details, zero_since: toIso(since) } };
  if (now - since <= ZERO_MS) return finding;
  const title = `SEV-2: ${app.name} has had 0 dynos running for over 5 minutes, since ${toIso(since)} (${describeDynos(seen)})`;
  return { ...finding, alert: title };
}

/** What the dynos do instead of running. */
function describeDynos(count: DynoCount): string {
  if (count.wanted === 0) return "scaled to zero";
  const others = (["starting", "idle", "crashed", "down"] as const).filter((state) => count[state] > 0);
  return others.map((state) => `${count[state]} ${state}`).join(", ") || "none there";
}

type Moment = { before: Before | undefined; now: number };

/** When the spell of zero began that the last sample was in. */
function zeroSince(before: Before | undefined): number | null {
  const since = before?.details.zero_since;
  return typeof since === "string" ? toMs(since) : null;
}

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
  if (seen !== "none" && "failure" in seen) return { ...check, ...unheardOf(seen) };
  const release = seen === "none" ? null : describeRelease(seen);
  if (seen === "none" || !seen.hasCode) {
    const title = `${app} has no slug: nothing was ever deployed`;
    return { ...check, ok: false, summary: title, details: { release, last_deploy: null }, alert: title };
  }
  const summary = `Release v${seen.version} has a slug`;
  return { ...check, ok: true, summary, details: { last_deploy: release }, alert: null };
}

const describeRelease = ({ version, description, createdAt }: CurrentRelease) => ({
  created_at: createdAt,
  version,
  description,
});

const unheardOf = (seen: Failure) => ({
  ...unheard(seen),
  summary: `Could not look: ${seen.failure} (an alert after 30 minutes of it)`,
});

/** How long Heroku's API may fail before operators hear of it. */
const ALERT_AFTER_MS = 1_800_000;
const API_CHECK = "heroku:api";

/** Whether Heroku's API can be asked: not well while any watched check could not look, and an alert once that has lasted. */
export function judgeApi(known: Known, found: readonly Finding[], watched: readonly string[], now: number): Finding {
  const latest = new Map<string, Pick<Finding, "ok" | "details">>([...known, ...found.map((f) => [f.key, f] as const)]);
  const blind = watched.filter((key) => latest.get(key)?.ok === null);
  const check = { key: API_CHECK, severity: "warning" as const };
  if (blind.length === 0) return { ...check, ok: true, summary: "Heroku's API answers", details: {}, alert: null };
  const before = known.get(API_CHECK);
  const since = before?.ok === false ? before.since : now;
  const failures = Object.fromEntries(blind.map((key) => [key, latest.get(key)?.details.failure ?? null]));
  const summary = `Heroku's API could not be asked since ${toIso(since)}: ${blind.join(", ")}`;
  const finding = { ...check, ok: false, summary, details: { failures } };
  if (now - since < ALERT_AFTER_MS) return finding;
  return {
    ...finding,
    alert: `Heroku's API has not answered for 30 minutes: ${[...new Set(Object.values(failures))].join(", ")}`,
  };
}
