/** How long a copy may be kept at the edge, in seconds: a minute in all, so that a refused purge costs readers no more. */
const FRESH_S = 15;
const STALE_S = 45;
/** A document that is made of all the past is asked for anew once in a minute, not four times; a purge shows it as soon. */
export const PAST_FRESH_S = 50;
const ON_ERROR_S = 600;
/** The last known good copy is kept only so long that a dead database is not asked for each reader, so that recovery shows at once. */
const FALLBACK_S = 5;

export type CacheTerms = {
  /** What browsers are told: the seconds of contract §9.1. */
  maxAgeS: number;
  /** Tags by which a write purges the copy. */
  tags: readonly string[];
  /** The clock's next change (epoch ms): no copy is served beyond it while its origin answers. */
  validUntil: number | null;
  now: number;
  /** It is the last known good copy. */
  stale: boolean;
  /** How much of its minute a copy answers without a question. */
  freshS?: number;
};

/** The headers under which the edge keeps a response; the platform reads and strips the last two. */
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
    fresh > 0 ? `public, max-age=${fresh}, stale-while-revalidate=${stale}, stale-if-error=${ON_ERROR_S}` : "no-store";
  return { "Cache-Control": browser, [EDGE_CONTROL]: edge, [EDGE_TAG]: tags.join(",") };
}

/** How long a copy lives, for whoever tells of it. */
export const CACHE_LIFE = { fresh_s: FRESH_S, stale_s: STALE_S, on_error_s: ON_ERROR_S };

export const EDGE_CONTROL = "Cloudflare-CDN-Cache-Control";
export const EDGE_TAG = "Cache-Tag";
