"use client";

import { isUtcThere, momentText, UTC, utcBeside } from "./time-format";
import { useIsMounted } from "./use-clock";

type Props = { at: string; withYear?: boolean; withUtc?: boolean };

/** A moment: UTC in the server's HTML, the reader's own time after, with UTC in its title or beside it. */
export function LocalTime({ at, withYear = false, withUtc = false }: Props) {
  const isMounted = useIsMounted();
  const utc = momentText(at, UTC, withYear);
  const isForeign = isMounted && !isUtcThere(at, undefined);
  return (
    <>
      <time dateTime={at} title={utc} className="whitespace-nowrap">
        {isForeign ? momentText(at, undefined, withYear) : utc}
      </time>
      {isForeign && withUtc && <UtcBeside text={utcBeside(at, undefined, withYear)} />}
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
