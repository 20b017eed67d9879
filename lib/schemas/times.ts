import * as z from "zod";

const EARLIEST_MS = Date.UTC(1900, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

/** An instant in ISO 8601 with `Z` or an offset, read as epoch milliseconds. */
export const Instant = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 time with Z or an offset" })
  .transform((text) => Date.parse(text))
  .refine((ms) => ms >= EARLIEST_MS && ms < LATEST_MS, "must be between the years 1900 and 2200");

/** ISO 8601 UTC with `Z`, milliseconds only where they are not zero: the form of time in internal responses. */
export const IsoTime = z.iso.datetime({ offset: false });
export type IsoTime = z.infer<typeof IsoTime>;

/** Epoch milliseconds → ISO 8601 UTC, milliseconds only where they are not zero. For internal responses. */
export const toIso = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");

/** A stored time in the form of internal responses. */
export const formatIso = (text: string): string => toIso(Date.parse(text));

export const isoOrNull = (text: string | null): string | null => (text === null ? null : formatIso(text));

export const toIsoOrNull = (ms: number | null): string | null => (ms === null ? null : toIso(ms));

export { toPublicTime } from "./public-time";

/** `?before=2026-08` of the history: a UTC month; anything else counts as absent. */
export const MonthBefore = z
  .string()
  .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/)
  .nullable()
  .catch(null);

/** Query of `GET /api/internal/status/market-time`. */
export const MarketTimeQuery = z.strictObject({ at: Instant.optional() });
export type MarketTimeQuery = z.infer<typeof MarketTimeQuery>;
