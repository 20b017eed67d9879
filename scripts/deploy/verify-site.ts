import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { DeliveryResult, Heartbeat, Version } from "../../lib/schemas/internal";
import { StatusResponse } from "../../lib/schemas/public";
import { type LiveAnswer, readAnswer, requestSite } from "../live-site";
import { PlainError } from "../terminal";
import { type Finding, failure, ok, warning } from "./finding";

/** The expected state of a live site, and the secrets to verify it. Times in milliseconds. */
export type Expected = {
  url: string;
  commit: string;
  /** Cron runs that ended before this do not count: they ran the previous version. */
  deployedAt: number;
  surfaceIds: readonly string[];
  /** Whether FLAG_STATUS_PUBLIC_ENDPOINT is on: if off, the page and the public API must be 404. */
  isPublic: boolean;
  writeToken: string;
  webhook: { secret?: string; pathToken?: string };
  patience: { withinMs: number; everyMs: number };
};

type Check = (expected: Expected) => Promise<Finding>;

/** How long a deployment may take to reach every location, and the cron to run. */
export const PATIENCE: Expected["patience"] = { withinMs: 180_000, everyMs: 5_000 };

/** Verifies the live site from outside, as its clients see it; checks are independent, and one that can't run counts as failed. */
export async function verifySite(expected: Expected): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [what, check] of CHECKS)
    findings.push(await check(expected).catch((error: Error) => failure(what, error.message)));
  return findings;
}

const checkVersion: Check = ({ url, commit, patience }) =>
  patiently("version", patience, async () => {
    const live = readAnswer(await requestSite(url, "/api/version"), Version);
    if (live.commit === commit) return ok("version", `${commit}, deployed at ${live.deployed_at}`);
    return failure("version", `${live.commit ?? "no commit"} is live instead of ${commit}`);
  });

const checkPage: Check = async ({ url, isPublic, surfaceIds }) => {
  const { status, text } = await requestSite(url, "/");
  if (!isPublic) return darkness("page", status);
  const missing = surfaceIds.filter((id) => !text.includes(`/surfaces/${id}`));
  if (status !== 200) return failure("page", `answered ${status}`);
  return missing.length === 0 ? ok("page", `shows ${surfaceIds.length} surfaces`) : reportMissing("page", missing);
};

const checkApi: Check = async ({ url, isPublic, surfaceIds }) => {
  const answer = await requestSite(url, "/api/status/public");
  if (!isPublic) return darkness("public API", answer.status);
  const { surfaces, stale, overall_status } = readAnswer(answer, StatusResponse);
  if (stale) return failure("public API", "serves the fallback snapshot: the database does not respond");
  const known = new Set(surfaces.map(({ id }) => id));
  const missing = surfaceIds.filter((id) => !known.has(id));
  return missing.length === 0
    ? ok("public API", `matches its schema; ${overall_status}`)
    : reportMissing("public API", missing);
};

const darkness = (what: string, status: number): Finding =>
  status === 404
    ? ok(what, "404, as it must be while FLAG_STATUS_PUBLIC_ENDPOINT is off")
    : failure(what, `answered ${status} though FLAG_STATUS_PUBLIC_ENDPOINT is off`);

const reportMissing = (what: string, missing: string[]): Finding =>
  failure(what, `misses ${missing.join(", ")}`, "npm run seed");

const checkWebhook: Check = async ({ url, webhook }) => {
  if (!webhook.secret)
    return warning("signed webhook", "not checked: FREESCOUT_WEBHOOK_SECRET is not in this environment");
  const answer = await deliver(url, webhook.secret, webhook.pathToken);
  if (answer.status !== 200) return failure("signed webhook", `a signed delivery was answered ${answer.status}`);
  const { result } = readAnswer(answer, DeliveryResult);
  return result === "no_known_surface" || result === "ignored"
    ? ok("signed webhook", "a signed delivery for an unknown surface is accepted and writes nothing")
    : failure("signed webhook", `a delivery for an unknown surface was "${result}"`);
};

/** A deployment without the secret refuses every delivery (503); the preflight warns about that. */
const checkForgery: Check = async ({ url, webhook }) => {
  const { status } = await deliver(url, randomUUID(), webhook.pathToken);
  if (status === 401) return ok("forged webhook", "a wrong signature is refused");
  if (status === 503) return warning("forged webhook", "not configured: no FREESCOUT_WEBHOOK_SECRET is deployed");
  return failure("forged webhook", `a wrong signature was answered ${status}`);
};

const AnyHeartbeat = z.object({ last_finished_at: Heartbeat.shape.last_finished_at });

const checkHeartbeat: Check = ({ url, writeToken, deployedAt, patience }) =>
  patiently("heartbeat", patience, async () => {
    const headers = { "X-Internal-Status-Token": writeToken };
    const answer = await requestSite(url, "/api/internal/status/heartbeat", { headers });
    if (answer.status === 401) throw new PlainError("the write token is refused");
    const { last_finished_at } = readAnswer(answer, AnyHeartbeat);
    if (last_finished_at === null) return failure("heartbeat", "the cron has never run");
    const says = `the last cron run ended at ${last_finished_at}`;
    if (Date.parse(last_finished_at) >= deployedAt) return ok("heartbeat", says);
    return failure("heartbeat", `${says}, before this deployment`);
  });

const CHECKS: readonly (readonly [what: string, check: Check])[] = [
  ["version", checkVersion],
  ["page", checkPage],
  ["public API", checkApi],
  ["signed webhook", checkWebhook],
  ["forged webhook", checkForgery],
  ["heartbeat", checkHeartbeat],
];

/** Repeats a check until it is ok or the time is up; the last finding counts. A new domain does not respond at first. */
export async function patiently(
  what: string,
  { withinMs, everyMs }: Expected["patience"],
  check: () => Promise<Finding>,
): Promise<Finding> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    const found = await check().catch((error: Error) => failure(what, error.message));
    if (found.level === "ok" || performance.now() >= endMs) return found;
    await sleep(everyMs);
  }
}

/** A ticket with an unused number and the tag of no surface: accepted, and never written. */
const BODY = JSON.stringify({
  event: "conversation.updated",
  event_id: "deploy-verification",
  ticket: {
    id: 9_000_000_000_000,
    status: "open",
    updated_at: "2026-01-01T00:00:00Z",
    custom_fields: [{ slug: "component_tag", value: "no-such-surface" }],
  },
});

/** Sends a delivery, signed as FreeScout signs it. */
function deliver(url: string, secret: string, pathToken?: string): Promise<LiveAnswer> {
  const path = ["/api/webhooks/freescout", ...(pathToken ? [encodeURIComponent(pathToken)] : [])].join("/");
  const signature = `sha256=${createHmac("sha256", secret).update(BODY).digest("hex")}`;
  const headers = { "Content-Type": "application/json", "X-FreeScout-Signature": signature };
  return requestSite(url, path, { method: "POST", headers, body: BODY });
}
