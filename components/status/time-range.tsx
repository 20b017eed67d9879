"use client";

import { UtcBeside } from "./local-time";
import { isUtcThere, rangeText, UTC, utcRangeBeside } from "./time-format";
import { useIsMounted } from "./use-clock";

/** From when to when, as `LocalTime` shows a moment. */
export function TimeRange({ from, to }: { from: string; to: string }) {
  const utc = rangeText(from, to, UTC);
  const isForeign = useIsMounted() && !isUtcThere(to, undefined);
  return (
    <>
      <time dateTime={from} title={utc}>
        {isForeign ? rangeText(from, to, undefined) : utc}
      </time>
      {isForeign && <UtcBeside text={utcRangeBeside(from, to, undefined)} />}
    </>
  );
}
