"use client";

import { type Messages, t } from "@/components/messages/t";
import { updatedText } from "./age";
import { clockText, UTC } from "./time-format";
import { useClock } from "./use-clock";

type Props = { messages: Messages; generatedAt: string; offsetMs: number; hasFailed: boolean };

/** How old the data is; without scripts, when it was made. A text beside others has an element of its own (contract §10.4). */
export function Freshness({ messages, generatedAt, offsetMs, hasFailed }: Props) {
  const generatedMs = Date.parse(generatedAt);
  const atServer = t(messages, "freshness.at", { time: `${clockText(messages, generatedMs, UTC, true)} ${UTC}` });
  const text = useClock((now) => updatedText(messages, now + offsetMs - generatedMs), atServer);
  return (
    <p className="fine ms-auto max-sm:basis-full">
      <time dateTime={generatedAt} title={text === atServer ? undefined : atServer}>
        {text}
      </time>
      {hasFailed && <span>{` · ${t(messages, "freshness.failed")}`}</span>}
    </p>
  );
}
