"use client";

import { updatedText } from "./age";
import { copy } from "./copy";
import { clockText, UTC } from "./time-format";
import { useClock } from "./use-clock";

type Props = { generatedAt: string; offsetMs: number; hasFailed: boolean };

/** How old the data is; without scripts, when it was made. */
export function Freshness({ generatedAt, offsetMs, hasFailed }: Props) {
  const made = Date.parse(generatedAt);
  const atServer = `${copy.freshness.at} ${clockText(made, UTC, true)} ${UTC}`;
  const text = useClock((now) => updatedText(now + offsetMs - made), atServer);
  return (
    <p className="mt-2 text-muted text-sm tabular-nums">
      <time dateTime={generatedAt} title={atServer}>
        {text}
      </time>
      {hasFailed && ` · ${copy.freshness.failed}`}
    </p>
  );
}
