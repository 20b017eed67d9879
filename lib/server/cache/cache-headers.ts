/** How long the edge may store a response, in seconds: a minute in all, so that a refused purge delays readers no more than that. */
const LIFE = { freshS: 15, staleS: 45 };
/** Documents built from the full history cost the most to build: they live for 100 seconds, most of them fresh; a purge still shows at once. */
const LIFE_OF_PAST = { freshS: 90, staleS: 10 };
const ON_ERROR_S = 600;
/** A fallback response is cached briefly: long enough to spare a failing database, short enough to show recovery soon. */
const FALLBACK_S = 5;

export type CacheTerms = {
  /** `max-age` for browsers: the seconds of contract §9.1. */
  maxAgeS: number;
  /** The cache tags by which a write purges the response. */
  tags: readonly string[];
  /** The clock's next change (epoch ms): no cached response outlives it while the origin answers. */
  validUntil: number | null;
  now: number;
  /** It is from the fallback snapshot. */
  stale: boolean;
  /** It is built from the full history. */
  isOfPast?: boolean | undefined;
};

/** The headers that control the edge cache; the platform reads and strips the last two. */
export function cacheHeaders({
  maxAgeS,
  tags,
  validUntil,
  now,
  stale: isFallback,
  isOfPast = false,
}: CacheTerms): Record<string, string> {
  const { freshS, staleS } = isOfPast ? LIFE_OF_PAST : LIFE;
  const left = validUntil === null ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor((validUntil - now) / 1000));
  const fresh = Math.min(isFallback ? FALLBACK_S : freshS, left);
  const stale = isFallback ? 0 : Math.min(staleS, left - fresh);
  const browser = `public, max-age=${isFallback ? Math.min(FALLBACK_S, maxAgeS) : maxAgeS}`;
  const edge =
    fresh > 0 ? `public, max-age=${fresh}, stale-while-revalidate=${stale}, stale-if-error=${ON_ERROR_S}` : NOT_STORED;
  return { "Cache-Control": browser, [EDGE_CONTROL]: edge, [EDGE_TAG]: tags.join(",") };
}

/** A cached response's lifetime, for the dashboard. */
export const CACHE_LIFE = { fresh_s: LIFE.freshS, stale_s: LIFE.staleS, on_error_s: ON_ERROR_S };

/** The edge's terms for a response that the clock changes within the second. */
export const NOT_STORED = "no-store";

export const EDGE_CONTROL = "Cloudflare-CDN-Cache-Control";
export const EDGE_TAG = "Cache-Tag";

/** How long a rebuild that differs only in its own time keeps its ETag. */
const KEEP_BYTES_MS = 60_000;

/**
 * A strong ETag that names the bytes: a hash of the content without its own time, and that time. So a rebuild can tell,
 * without any stored state, that the client's cached response differs from it in `generated_at` alone. A body that does not
 * say when it was built has no time in its tag: equal bytes, equal tags, at any age.
 */
export async function entityTag(content: string, generatedAt?: number): Promise<string> {
  const hash = [...(await sha256(content)).subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return generatedAt === undefined ? `"${hash}"` : `"${hash}-${generatedAt.toString(36)}"`;
}

/** Whether a document is unmodified since the client's `If-Modified-Since` (RFC 9110 §13.1.3). */
export function isUnmodified(lastModified: string | null, ifModifiedSince: string | null): boolean {
  return Date.parse(lastModified ?? "") <= Date.parse(ifModifiedSince ?? "");
}

/** An ETag of ours with a time in it: any other is never sent back. */
const TIMED = /^"[0-9a-f]{24}-([0-9a-z]{1,12})"$/;

/** How much of an `If-None-Match` is read. */
const HEADER_MAX = 4096;

/** The client's ETag, if its content is the same and it is under 60 s old: the response is then 304, and the client keeps its bytes. */
export function findValidTag(ifNoneMatch: string | null, current: string, now: number): string | null {
  const [hash] = current.split("-");
  for (const tag of parseTags(ifNoneMatch)) {
    if (tag === current) return tag;
    const age = now - Number.parseInt(TIMED.exec(tag)?.[1] ?? "", 36);
    if (tag.startsWith(`${hash}-`) && age >= 0 && age < KEEP_BYTES_MS) return tag;
  }
  return null;
}

/** The tags in an `If-None-Match`; weak ones compare like strong ones (RFC 9110 §13.1.2). */
export const parseTags = (ifNoneMatch: string | null): string[] =>
  (ifNoneMatch ?? "")
    .slice(0, HEADER_MAX)
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""))
    .filter(Boolean);

export const sha256 = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
