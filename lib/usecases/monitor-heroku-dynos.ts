import { toMs } from "@/db/time";
import type { Context } from "@/lib/context";
import type { HerokuApp } from "@/lib/schemas/monitors";
import { toIso } from "@/lib/schemas/times";
import { countDynos, type DynoCount, dynosRequest, formationRequest } from "@/lib/sources/heroku/dynos";
import type { HerokuApi } from "@/lib/sources/heroku/heroku-api";
import { askJson, type Failure, UNEXPECTED } from "./monitor-ask";
import { type Before, type Finding, isUnmade } from "./monitor-record";
import { isEveryMinutes } from "./monitor-schedule";

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
  const requests = [dynosRequest(api, app), formationRequest(api, app)];
  const [dynos, formation] = await Promise.all(requests.map((question) => askJson(ctx, question)));
  if (!dynos || !formation) return UNEXPECTED;
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
    const details = { failure: seen.failure, ...(spell === null ? {} : { zero_since: toIso(spell) }) };
    const summary = `Could not look: ${seen.failure} (an alert after 30 minutes of it)`;
    return { ...check, ok: null, summary, details };
  }
  const running = seen.up + (app.may_sleep ? seen.idle : 0);
  const details = { running, ...seen };
  if (running > 0)
    return { ...check, ok: true, summary: `${running} of ${seen.wanted} dynos running`, details, alert: null };
  if (seen.starting > 0 && spell === null)
    return { ...check, ok: true, summary: `${seen.starting} of ${seen.wanted} dynos starting`, details, alert: null };
  const since = spell ?? now;
  const summary = `0 of ${seen.wanted} dynos running since ${toIso(since)} (${describe(seen)})`;
  const finding = { ...check, ok: false, summary, details: { ...details, zero_since: toIso(since) } };
  if (now - since <= ZERO_MS) return finding;
  const title = `SEV-2: ${app.name} has had 0 dynos running for over 5 minutes, since ${toIso(since)} (${describe(seen)})`;
  return { ...finding, alert: title };
}

/** What the dynos do instead of running. */
function describe(count: DynoCount): string {
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
