"use client";

import type { Messages } from "@/components/messages/t";
import { isUtcThere, momentText, UTC, utcBeside } from "./time-format";
import { useZone } from "./use-zone";

type Props = { messages: Messages; at: string; withYear?: boolean; withUtc?: boolean };

/** A moment: UTC in the server's HTML, in the chosen zone after, with UTC then in its title or beside it. */
export function LocalTime({ messages, at, withYear = false, withUtc = false }: Props) {
  const zone = useZone();
  const utc = momentText(messages, at, UTC, withYear);
  const isForeign = !isUtcThere(messages, at, zone);
  return (
    <>
      <time dateTime={at} title={isForeign ? utc : undefined}>
        {isForeign ? momentText(messages, at, zone, withYear) : utc}
      </time>
      {isForeign && withUtc && <UtcBeside text={utcBeside(messages, at, zone, withYear)} />}
    </>
  );
}

/** The second reading of a time; its parent reserves space for it, so that nothing moves when it appears. */
export function UtcBeside({ text }: { text: string }) {
  return (
    <>
      {" "}
      <span className="nowrap text-muted">{`(${text})`}</span>
    </>
  );
}
