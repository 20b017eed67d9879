import { copy } from "./copy";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Beyond this the page says plainly that it is not current. */
export const STALE_AFTER_MS = 5 * MINUTE_MS;

/** A length of time in its two greatest units: `40 s`, `3 min`, `1 h 27 min`, `2 d 4 h`. */
export function durationText(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < MINUTE_MS) return copy.age.seconds(Math.floor(ms / SECOND_MS));
  if (ms < HOUR_MS) return copy.age.minutes(Math.floor(ms / MINUTE_MS));
  const [big, small, bigMs, smallMs] =
    ms < DAY_MS
      ? [copy.age.hours, copy.age.minutes, HOUR_MS, MINUTE_MS]
      : [copy.age.days, copy.age.hours, DAY_MS, HOUR_MS];
  const rest = Math.floor((ms % bigMs) / smallMs);
  return rest === 0 ? big(Math.floor(ms / bigMs)) : `${big(Math.floor(ms / bigMs))} ${small(rest)}`;
}

/** `Updated 40 s ago`; under five seconds, and for a clock that runs behind, `Updated just now`. */
export function updatedText(ageMs: number): string {
  return ageMs < 5 * SECOND_MS ? copy.freshness.now : copy.freshness.ago(durationText(ageMs));
}
