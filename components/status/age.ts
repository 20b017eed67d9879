import { type Messages, t } from "@/components/messages/t";
import { DAY_MS } from "@/lib/core/engine/periods";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Beyond this the page says plainly that it is not current. */
export const STALE_AFTER_MS = 5 * MINUTE_MS;

/** A length of time in its two greatest units: `40 s`, `3 min`, `1 h 27 min`, `2 d 4 h`. */
export function durationText(messages: Messages, durationMs: number): string {
  const ms = Math.max(SECOND_MS, durationMs);
  if (ms < MINUTE_MS) return t(messages, "age.seconds", { count: Math.floor(ms / SECOND_MS) });
  if (ms < HOUR_MS) return t(messages, "age.minutes", { count: Math.floor(ms / MINUTE_MS) });
  const [big, small, bigMs, smallMs] =
    ms < DAY_MS
      ? (["age.hours", "age.minutes", HOUR_MS, MINUTE_MS] as const)
      : (["age.days", "age.hours", DAY_MS, HOUR_MS] as const);
  const rest = Math.floor((ms % bigMs) / smallMs);
  const large = t(messages, big, { count: Math.floor(ms / bigMs) });
  return rest === 0 ? large : t(messages, "age.pair", { large, small: t(messages, small, { count: rest }) });
}

/** `Updated 40 s ago`; under five seconds, and for a clock that runs behind, `Updated just now`. */
export function updatedText(messages: Messages, ageMs: number): string {
  if (ageMs < 5 * SECOND_MS) return t(messages, "freshness.now");
  return t(messages, "freshness.ago", { age: durationText(messages, ageMs) });
}
