"use client";

import type { Messages } from "@/components/messages/t";
import { UtcBeside } from "./local-time";
import { isUtcThere, rangeText, UTC, utcRangeBeside } from "./time-format";
import { useZone } from "./use-zone";

type Props = { messages: Messages; from: string; to: string };

/** From when to when, as `LocalTime` shows a moment. */
export function TimeRange({ messages, from, to }: Props) {
  const zone = useZone();
  const utc = rangeText(messages, from, to, UTC);
  const isForeign = !isUtcThere(messages, to, zone);
  return (
    <>
      <time dateTime={from} title={utc}>
        {isForeign ? rangeText(messages, from, to, zone) : utc}
      </time>
      {isForeign && <UtcBeside text={utcRangeBeside(messages, from, to, zone)} />}
    </>
  );
}
