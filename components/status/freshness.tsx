"use client";

import { type Copy, say } from "@/components/copy/say";
import { updatedText } from "./age";
import { clockText, UTC } from "./time-format";
import { useClock } from "./use-clock";

type Props = { copy: Copy; generatedAt: string; offsetMs: number; hasFailed: boolean };

/** How old the data is; without scripts, when it was made. */
export function Freshness({ copy, generatedAt, offsetMs, hasFailed }: Props) {
  const made = Date.parse(generatedAt);
  const atServer = say(copy, "freshness.at", { time: `${clockText(copy, made, UTC, true)} ${UTC}` });
  const text = useClock((now) => updatedText(copy, now + offsetMs - made), atServer);
  return (
    <p className="mt-2 text-muted text-sm tabular-nums">
      <time dateTime={generatedAt} title={atServer}>
        {text}
      </time>
      {hasFailed && ` · ${say(copy, "freshness.failed")}`}
    </p>
  );
}
