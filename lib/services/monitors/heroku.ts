import * as z from "zod";
import { toMs } from "@/db/time";
import type { Context } from "@/lib/platform/context";
import type { HerokuApp } from "@/lib/schemas/monitors";
import { toIso } from "@/lib/schemas/times";
import { type Failure, fetchJson, UNEXPECTED, unknownBecause } from "./ask-json";
import {
  type Before,
  type Counts,
  type Finding,
  isEveryMinutes,
  isNightlyDue,
  isStillDue,
  loadStoredChecks,
  NOT_DUE,
  readMonitors,
  record,
  retire,
  type StoredChecks,
} from "./checks";

type HerokuApi = { base: string; token: string };

const HEROKU_API_URL = "https://api.heroku.com";

/** A request to version 3 of the Platform API; `range` sorts and limits a list, whose response is then 206. */
function herokuRequest({ base, token }: HerokuApi, path: string, range?: string) {
  const headers = { Accept: "application/vnd.heroku+json; version=3", Authorization: `Bearer ${token}` };
  return { url: `${base.replace(/\/+$/, "")}${path}`, headers: range ? { ...headers, Range: range } : headers };
}

const Dynos = z.array(z.object({ type: z.string(), state: z.string() }));
const Formation = z.array(z.object({ type: z.string(), quantity: z.int().min(0) }));

const DYNO_STATES = ["up", "starting", "idle", "crashed", "down"] as const;

type DynoCount = Record<(typeof DYNO_STATES)[number] | "wanted", number>;

/** Counts only types that are scaled up: a one-off `run` dyno serves no requests. Null for an unexpected response. */
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

/** How many releases are requested: failed ones may be newer than the current one. */
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

/** The current release of an app, or "none". One without code (neither slug nor OCI image) was never deployed to. */
type CurrentRelease =
  | { release: { created_at: string; version: number; description: string }; hasCode: boolean }
  | "none";

export const releasesRequest = (api: HerokuApi, app: string) =>
  herokuRequest(api, `/apps/${encodeURIComponent(app)}/releases`, `version ..; order=desc,max=${NEWEST}`);

/** The release marked current, not the highest version; "none" for an app without any, null for an unexpected response. */
export function parseReleases(body: unknown): CurrentRelease | null {
  const parsed = z.array(Release).safeParse(body);
  if (!parsed.success) return null;
  if (parsed.data.length === 0) return "none";
  const current = parsed.data.find((release) => release.current);
  if (!current) return null;
  const { created_at, version, slug, artifacts } = current;
  const description = (current.description ?? "").slice(0, DESCRIPTION_CHARS);
  return { release: { created_at, version, description }, hasCode: slug !== null || (artifacts ?? []).length > 0 };
}

/** An alert after more than 5 minutes (contract §16.2). */
const ZERO_MS = 300_000;

export const dynosKey = (app: string): string => `heroku:dynos:${app}`;

async function fetchDynos(ctx: Context, api: HerokuApi, app: string): Promise<DynoCount | Failure> {
  const request = (list: string) => herokuRequest(api, `/apps/${encodeURIComponent(app)}/${list}`);
  const [dynos, formation] = await Promise.all([
    fetchJson(ctx, request("dynos"), (body) => ({ body })),
    fetchJson(ctx, request("formation"), (body) => ({ body })),
  ]);
  if ("failure" in dynos) return dynos;
  if ("failure" in formation) return formation;
  return countDynos(dynos.body, formation.body) ?? UNEXPECTED;
}

/** Zero running dynos is a failure, and after more than 5 minutes an alert: SEV-2, or a warning where the app's severity is. A starting dyno or a failed request neither starts nor ends that time. */
export function judgeDynos(app: HerokuApp, seen: DynoCount | Failure, { before, now }: SampleContext): Finding {
  const check = { key: dynosKey(app.name), severity: app.severity };
  const spell = zeroSince(before);
  if ("failure" in seen) {
    const { details, ...unknown } = herokuUnknown(seen);
    return { ...check, ...unknown, details: { ...details, ...(spell === null ? {} : { zero_since: toIso(spell) }) } };
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
  const title = `${app.severity === "critical" ? "SEV-2: " : ""}${app.name} has had 0 dynos running for over 5 minutes, since ${toIso(since)} (${describeDynos(seen)})`;
  return { ...finding, alert: title };
}

function describeDynos(count: DynoCount): string {
  if (count.wanted === 0) return "scaled to zero";
  const others = DYNO_STATES.filter((state) => state !== "up" && count[state] > 0);
  return others.map((state) => `${count[state]} ${state}`).join(", ") || "none exist";
}

type SampleContext = { before: Before | undefined; now: number };

/** Since when samples have been zero, up to the last one; null if the last one was not. */
function zeroSince(before: Before | undefined): number | null {
  const since = before?.details.zero_since;
  return typeof since === "string" ? toMs(since) : null;
}

export const releaseKey = (app: string): string => `heroku:release:${app}`;

/** An app whose current release has no slug was never deployed to (contract §16.2). */
export function judgeRelease(
  { name, severity }: Pick<HerokuApp, "name" | "severity">,
  current: CurrentRelease | Failure,
): Finding {
  const check = { key: releaseKey(name), severity };
  if (current !== "none" && "failure" in current) return { ...check, ...herokuUnknown(current) };
  const { release, hasCode } = current === "none" ? { release: null, hasCode: false } : current;
  if (!hasCode) {
    const title = `${name} has no slug: nothing was ever deployed`;
    return { ...check, ok: false, summary: title, details: { release, last_deploy: null }, alert: title };
  }
  const summary = `Release v${release?.version} has a slug`;
  return { ...check, ok: true, summary, details: { last_deploy: release }, alert: null };
}

const herokuUnknown = (seen: Failure) => ({
  ...unknownBecause(seen),
  summary: `Could not check: ${seen.failure} (alerts after 30 minutes)`,
});

/** How long requests to Heroku's API may fail before an alert. */
const ALERT_AFTER_MS = 1_800_000;
const API_CHECK = "heroku:api";

/** Whether Heroku's API answers: no while any watched check's request failed, with an alert once that has lasted. */
export function judgeApi(
  known: StoredChecks,
  found: readonly Finding[],
  watched: readonly string[],
  now: number,
): Finding {
  const latest = new Map<string, Pick<Finding, "ok" | "details">>([...known, ...found.map((f) => [f.key, f] as const)]);
  const unknown = watched.filter((key) => latest.get(key)?.ok === null);
  const check = { key: API_CHECK, severity: "warning" as const };
  if (unknown.length === 0) return { ...check, ok: true, summary: "Heroku's API answers", details: {}, alert: null };
  const before = known.get(API_CHECK);
  const since = before?.ok === false ? before.since : now;
  const failures = Object.fromEntries(unknown.map((key) => [key, latest.get(key)?.details.failure ?? null]));
  const summary = `Heroku's API could not be reached since ${toIso(since)}: ${unknown.join(", ")}`;
  const finding = { ...check, ok: false, summary, details: { failures } };
  if (now - since < ALERT_AFTER_MS) return finding;
  return {
    ...finding,
    alert: `Heroku's API has not answered for 30 minutes: ${[...new Set(Object.values(failures))].join(", ")}`,
  };
}

const RELEASE_RETRY_MINUTES = 5;

/** A check that goes on being well is stored each 5 minutes only, which saves D1's writes. */
const isWorthStoring = ({ ok }: Finding, before: Before | undefined, now: number): boolean =>
  ok !== true || before?.ok !== true || isEveryMinutes(now, 5);

/** Two monitors of Heroku (contract §16.2): dynos running, each minute, and nightly a release with a slug. */
export async function monitorHeroku(ctx: Context): Promise<Counts> {
  const token = ctx.env.value("HEROKU_API_TOKEN");
  if (token === null) return NOT_DUE;
  const apps = readMonitors().heroku_apps;
  const api = { base: ctx.env.value("HEROKU_API_URL") ?? HEROKU_API_URL, token };
  const known = await loadStoredChecks(ctx);
  const found = await Promise.all(apps.flatMap((app) => dueChecks(ctx, api, app, known)));
  if (found.length === 0) return NOT_DUE;
  const watched = apps.flatMap(({ name }) => [dynosKey(name), releaseKey(name)]);
  const health = judgeApi(known, found, watched, ctx.now);
  const stored = [...found, health].filter((finding) => isWorthStoring(finding, known.get(finding.key), ctx.now));
  return record(ctx, [...stored, ...retire(known, "heroku:", [...watched, health.key])]);
}

function dueChecks(ctx: Context, api: HerokuApi, app: HerokuApp, known: StoredChecks): Promise<Finding>[] {
  const { now } = ctx;
  const before = known.get(dynosKey(app.name));
  const isReleaseDue = isEveryMinutes(now, RELEASE_RETRY_MINUTES) && isNightlyDue(known.get(releaseKey(app.name)), now);
  const dynos = async () => judgeDynos(app, await fetchDynos(ctx, api, app.name), { before, now });
  const release = async () => judgeRelease(app, await fetchJson(ctx, releasesRequest(api, app.name), parseReleases));
  return [...(isStillDue(before, now) ? [dynos()] : []), ...(isReleaseDue ? [release()] : [])];
}
