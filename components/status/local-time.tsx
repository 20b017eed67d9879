"use client";

import type { Copy } from "@/components/copy/say";
import { isUtcThere, momentText, UTC, utcBeside } from "./time-format";
import { useZone } from "./use-zone";

type Props = { copy: Copy; at: string; withYear?: boolean; withUtc?: boolean };

/** A moment: UTC in the server's HTML, in the chosen zone after, with UTC in its title or beside it. */
export function LocalTime({ copy, at, withYear = false, withUtc = false }: Props) {
  const zone = useZone();
  const utc = momentText(copy, at, UTC, withYear);
  const isForeign = !isUtcThere(copy, at, zone);
  return (
    <>
      <time dateTime={at} title={utc} className="whitespace-nowrap">
        {isForeign ? momentText(copy, at, zone, withYear) : utc}
      </time>
      {isForeign && withUtc && <UtcBeside text={utcBeside(copy, at, zone, withYear)} />}
    </>
  );
}

/** The second reading of a time; its parent keeps room for it, so that nothing moves when it appears. */
export function UtcBeside({ text }: { text: string }) {
  return (
    <>
      {" "}
      <span className="whitespace-nowrap text-muted">({text})</span>
    </>
  );
}
