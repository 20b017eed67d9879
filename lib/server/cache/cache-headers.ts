/** How long the edge may store a response, in seconds: a minute in all, so that a refused purge delays readers no more than that. */
const FRESH_S = 15;
const STALE_S = 45;
/** Documents built from the full history are revalidated once a minute, not four times; a purge still shows at once. */
export const PAST_FRESH_S = 50;
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
  /** For how many seconds of its minute a cached response is fresh. */
  freshS?: number;
};

/** The headers that control the edge cache; the platform reads and strips the last two. */
export function cacheHeaders({
  maxAgeS,
  tags,
  validUntil,
  now,
  stale: isFallback,
  freshS = FRESH_S,
}: CacheTerms): Record<string, string> {
  const left = validUntil === null ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor((validUntil - now) / 1000));
  const fresh = Math.min(isFallback ? FALLBACK_S : freshS, left);
  const stale = isFallback ? 0 : Math.min(FRESH_S + STALE_S - freshS, left - fresh);
  const browser = `public, max-age=${isFallback ? Math.min(FALLBACK_S, maxAgeS) : maxAgeS}`;
  const edge =
    fresh > 0 ? `public, max-age=${fresh}, stale-while-revalidate=${stale}, stale-if-error=${ON_ERROR_S}` : NOT_STORED;
  return { "Cache-Control": browser, [EDGE_CONTROL]: edge, [EDGE_TAG]: tags.join(",") };
}

/** A cached response's lifetime, for the dashboard. */
export const CACHE_LIFE = { fresh_s: FRESH_S, stale_s: STALE_S, on_error_s: ON_ERROR_S };

/** The edge's terms for a response that the clock changes within the second. */
export const NOT_STORED = "no-store";

export const EDGE_CONTROL = "Cloudflare-CDN-Cache-Control";
export const EDGE_TAG = "Cache-Tag";
