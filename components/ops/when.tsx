import { durationText } from "@/components/status/age";
import { LocalTime } from "@/components/status/local-time";
import { opsMessages } from "./ops-messages";

/** A moment in the zone that the operator chose, UTC without scripts. */
export const When = ({ at }: { at: string }) => <LocalTime messages={opsMessages} at={at} />;

export const WhenOr = ({ at, otherwise }: { at: string | null; otherwise: string }) =>
  at === null ? otherwise : <When at={at} />;

/** `12 s`, `3 min`, `1 h 20 min`. */
export const spanText = (ms: number): string => durationText(opsMessages, ms);

/** `3 min ago`: the time from `at` to `now`. */
export const agoText = (at: string, now: string): string => `${spanText(Date.parse(now) - Date.parse(at))} ago`;
