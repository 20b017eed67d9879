/** How long a copy may be kept at the edge, in seconds: short, so that a refused purge costs readers at most a minute. */
const FRESH_S = 15;
const STALE_S = 45;
const ON_ERROR_S = 600;
/** The last known good copy is kept only so long that a dead database is not asked for each reader, so that recovery shows at once. */
const LAST_KNOWN_S = 5;

export type Keep = {
  /** What browsers are told: the contract's seconds (§6a, §7). */
  maxAgeS: number;
  /** Tags by which a write purges the copy. */
  tags: readonly string[];
  /** The clock's next change (epoch ms): no copy is served beyond it while its origin answers. */
  validUntil: number | null;
  now: number;
  /** It is the last known good copy. */
  stale: boolean;
};

/** The headers under which the edge keeps a response; the platform reads and strips the last two. */
export function keepHeaders({ maxAgeS, tags, validUntil, now, stale: isLastKnown }: Keep): Record<string, string> {
  const left = validUntil === null ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor((validUntil - now) / 1000));
  const fresh = Math.min(isLastKnown ? LAST_KNOWN_S : FRESH_S, left);
  const stale = isLastKnown ? 0 : Math.min(STALE_S, left - fresh);
  const browser = `public, max-age=${isLastKnown ? Math.min(LAST_KNOWN_S, maxAgeS) : maxAgeS}`;
  const edge =
    fresh > 0 ? `public, max-age=${fresh}, stale-while-revalidate=${stale}, stale-if-error=${ON_ERROR_S}` : "no-store";
  return { "Cache-Control": browser, [EDGE_CONTROL]: edge, [EDGE_TAG]: tags.join(",") };
}

/** How long a copy lives, for whoever tells of it. */
export const CACHE_LIFE = { fresh_s: FRESH_S, stale_s: STALE_S, on_error_s: ON_ERROR_S };

export const EDGE_CONTROL = "Cloudflare-CDN-Cache-Control";
export const EDGE_TAG = "Cache-Tag";
