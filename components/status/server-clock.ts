/** A cached response can be this much older than the moment at which it is read. */
const CACHE_SLACK_MS = 150_000;
const AHEAD_SLACK_MS = 5_000;

/**
 * What to add to the reader's clock to get the server's. A difference that caching alone explains is no error of the
 * reader's clock, which is then the better one.
 */
export function clockOffsetMs(serverDate: string | null, readerNow: number): number {
  const serverNow = serverDate === null ? Number.NaN : Date.parse(serverDate);
  if (Number.isNaN(serverNow)) return 0;
  const aheadMs = readerNow - serverNow;
  return aheadMs >= -AHEAD_SLACK_MS && aheadMs <= CACHE_SLACK_MS ? 0 : -aheadMs;
}
