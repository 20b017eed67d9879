/** Parameters and results of `ctx.cache.purge` and `ctx.cache.invalidate` (workers-types: CachePurgeOptions, CachePurgeResult). */
export type PurgeOptions = { tags?: string[]; pathPrefixes?: string[]; purgeEverything?: boolean };
export type PurgeResult = { success: boolean; errors: { code: number; message: string }[] };

export const DONE: PurgeResult = { success: true, errors: [] };

const refusal = (code: number, message: string): PurgeResult => ({ success: false, errors: [{ code, message }] });

/** The free plan's limits, which Workers Cache has on every plan (Limitations: "Purge rate limits"; Purge cache: "Availability and limits"). */
const PER_MINUTE = 5;
const BUCKET = 25;
export const RATE_LIMITED = refusal(1134, "Unable to purge, rate limit reached.");

/** Five purges a minute, and a bucket of 25 for bursts. */
export class PurgeBucket {
  private tokens = BUCKET;
  private filledAt: number | null = null;

  take(now: number): boolean {
    const minutes = (now - (this.filledAt ?? now)) / 60_000;
    this.tokens = Math.min(BUCKET, this.tokens + minutes * PER_MINUTE);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}

/** A predicate of the entries that the options select, or the refusal of invalid options. */
export function selectorOf(
  options: PurgeOptions,
): ((path: string, tags: ReadonlySet<string>) => boolean) | PurgeResult {
  const { tags = [], pathPrefixes = [], purgeEverything = false } = options;
  const named = tags.length + pathPrefixes.length;
  if (purgeEverything && named > 0) return refusal(1012, "purgeEverything must stand alone.");
  if (purgeEverything) return () => true;
  if (named === 0) return refusal(1012, "tags, pathPrefixes or purgeEverything must be given.");
  if (pathPrefixes.some((prefix) => /^\w+:|[?#]/.test(prefix)))
    return refusal(1012, "A path prefix has no scheme, host, query string or fragment.");
  const wanted = tags.map((tag) => tag.toLowerCase());
  const prefixes = pathPrefixes.map((prefix) => (prefix.startsWith("/") ? prefix : `/${prefix}`));
  return (path, own) => wanted.some((tag) => own.has(tag)) || prefixes.some((prefix) => path.startsWith(prefix));
}
