"use client";

import type { Copy } from "@/components/copy/say";
import { UtcBeside } from "./local-time";
import { isUtcThere, rangeText, UTC, utcRangeBeside } from "./time-format";
import { useZone } from "./use-zone";

type Props = { copy: Copy; from: string; to: string };

/** From when to when, as `LocalTime` shows a moment. */
export function TimeRange({ copy, from, to }: Props) {
  const zone = useZone();
  const utc = rangeText(copy, from, to, UTC);
  const isForeign = !isUtcThere(copy, to, zone);
  return (
    <>
      <time dateTime={from} title={utc}>
        {isForeign ? rangeText(copy, from, to, zone) : utc}
      </time>
      {isForeign && <UtcBeside text={utcRangeBeside(copy, from, to, zone)} />}
    </>
  );
}
