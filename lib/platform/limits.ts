import type { RateLimit } from "@cloudflare/workers-types";
import { AppError } from "@/lib/platform/errors";

/** What is counted, per address and minute, by the bindings of wrangler.toml. A valid credential and a kept copy never are. */
export const LIMITS = ["FAILED_CREDENTIALS", "UNCACHED_READS"] as const;
export type LimitName = (typeof LIMITS)[number];
export type Limits = Partial<Record<LimitName, RateLimit>>;

/** The period of each, which tells a refused client when to come back. */
export const LIMIT_PERIOD_S = 60;

type Given = Pick<Headers, "get">;

/** The limits of these bindings, those that are bound. */
export const readLimits = ({ FAILED_CREDENTIALS, UNCACHED_READS }: Limits): Limits => ({
  FAILED_CREDENTIALS,
  UNCACHED_READS,
});

/** A refused credential is counted, and is told 429 in the place of 401 once its address has shown too many. */
export async function countFailure({ FAILED_CREDENTIALS }: Limits, headers: Given, error: AppError): Promise<AppError> {
  if (error.code !== "unauthorized") return error;
  return (await isTooMany(FAILED_CREDENTIALS, headers)) ? tooMany() : error;
}

/** Counts a public read that no kept copy answers; a refusal once its address has asked for too many, else null. */
export const countRead = async ({ UNCACHED_READS }: Limits, headers: Given): Promise<AppError | null> =>
  (await isTooMany(UNCACHED_READS, headers)) ? tooMany() : null;

const tooMany = (): AppError =>
  new AppError("too_many_requests", undefined, undefined, { retryAfterS: LIMIT_PERIOD_S });

/** A limiter that is missing or fails refuses no request. */
async function isTooMany(limiter: RateLimit | undefined, headers: Given): Promise<boolean> {
  try {
    return limiter !== undefined && !(await limiter.limit({ key: readAddress(headers) })).success;
  } catch {
    return false;
  }
}

/** The caller's address, an IPv6 one cut to the /64 of one household; a local server has no platform that names it, so all callers there are one. */
export function readAddress(headers: Given): string {
  const address = headers.get("CF-Connecting-IP") ?? "local";
  return address.includes(":") ? toNetwork(address) : address;
}

function toNetwork(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = (text = ""): string[] => text.split(":").filter(Boolean);
  const before = groups(head);
  const after = groups(tail);
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}
