import type { LimitName } from "../lib/limits";
import { PlainError } from "./terminal";

/** Reads STATUS_PURGE_LIMIT: `on` limits purges of the edge cache as the platform does, `off` (also when absent) does not. */
export function readPurgeLimit(text: string | undefined): boolean {
  if (!text || text === "off") return false;
  if (text === "on") return true;
  throw new PlainError(`STATUS_PURGE_LIMIT must be "on" or "off", and is "${text}".`);
}

/** More than a deployment allows, since all of a machine's callers are one address here. */
const DEFAULT = "600,0";

/** Reads STATUS_LIMITS: failed credentials and uncached reads a minute and address, `0` for no limit. */
export function readLimits(text: string | undefined): Record<LimitName, number> {
  const [, failures, reads] = /^(\d{1,6}),(\d{1,6})$/.exec(text || DEFAULT) ?? [];
  if (failures !== undefined && reads !== undefined)
    return { FAILED_CREDENTIALS: Number(failures), UNCACHED_READS: Number(reads) };
  throw new PlainError(`STATUS_LIMITS must be two numbers, such as ${DEFAULT}, and is "${text}".`);
}
