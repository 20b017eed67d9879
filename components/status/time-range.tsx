"use client";

import type { Messages } from "@/components/messages/t";
import { UtcBeside } from "./local-time";
import { isUtcThere, rangeText, type Span, UTC, utcRangeBeside } from "./time-format";
import { useZone } from "./use-zone";

type Props = { messages: Messages } & Span;

/** From when to when, as `LocalTime` shows a moment. */
export function TimeRange({ messages, ...span }: Props) {
  const zone = useZone();
  const utc = rangeText(messages, span, UTC);
  const isForeign = [span.from, span.to].some((at) => !isUtcThere(messages, at, zone));
  return (
    <>
      <time dateTime={span.from} title={utc} className="range">
        {isForeign ? rangeText(messages, span, zone) : utc}
      </time>
      {isForeign && <UtcBeside text={utcRangeBeside(messages, span, zone)} />}
    </>
  );
}
