import type { RateLimit } from "@cloudflare/workers-types";
import { AppError } from "@/lib/platform/problems";

/** What wrangler.toml's bindings count, per address and minute. A valid credential and a cached response are never counted. */
export const LIMITS = ["FAILED_CREDENTIALS", "UNCACHED_READS", "SIGN_UPS"] as const;
export type LimitName = (typeof LIMITS)[number];
export type Limits = Partial<Record<LimitName, RateLimit>>;

/** The period of each limit, sent to refused clients as `Retry-After`. */
export const LIMIT_PERIOD_S = 60;

type RequestHeaders = Pick<Headers, "get">;

/** The rate limiters of the bindings that exist. */
export const readLimits = ({ FAILED_CREDENTIALS, UNCACHED_READS, SIGN_UPS }: Limits): Limits => ({
  FAILED_CREDENTIALS,
  UNCACHED_READS,
  SIGN_UPS,
});

/** Counts a refused credential; returns 429 in place of 401 once its address has sent too many. */
export async function countFailure(
  { FAILED_CREDENTIALS }: Limits,
  headers: RequestHeaders,
  error: AppError,
): Promise<AppError> {
  if (error.code !== "unauthorized") return error;
  return (await isTooMany(FAILED_CREDENTIALS, headers)) ? tooMany() : error;
}

/** Counts a public read that no cache answered; returns a refusal once its address has sent too many, else null. */
export const countRead = async ({ UNCACHED_READS }: Limits, headers: RequestHeaders): Promise<AppError | null> =>
  (await isTooMany(UNCACHED_READS, headers)) ? tooMany() : null;

/** Counts a sign-up; throws 429 once its address has sent too many (contract §20.5). */
export async function countSignUp({ SIGN_UPS }: Limits, headers: RequestHeaders): Promise<void> {
  if (await isTooMany(SIGN_UPS, headers)) throw tooMany();
}

const tooMany = (): AppError =>
  new AppError("too_many_requests", undefined, undefined, { retryAfterS: LIMIT_PERIOD_S });

/** A limiter that is missing or fails refuses no request. */
async function isTooMany(limiter: RateLimit | undefined, headers: RequestHeaders): Promise<boolean> {
  try {
    return limiter !== undefined && !(await limiter.limit({ key: readAddress(headers) })).success;
  } catch {
    return false;
  }
}

/** The caller's address, an IPv6 one cut to its household's /64; a local server gets no address from the platform, so all callers there share one. */
export function readAddress(headers: RequestHeaders): string {
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
