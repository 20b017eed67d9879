"use client";

import { linkTo } from "@/components/messages/link-to";
import { type Messages, t } from "@/components/messages/t";
import { durationText } from "./age";
import { LocalTime } from "./local-time";
import { StateIcon } from "./state-icon";
import { useClock } from "./use-clock";

type Props = {
  messages: Messages;
  /** The page's own, to load it again. */
  path: string;
  isStale: boolean;
  generatedAt: string;
  /** When the server made the answer: how old it says its data is before scripts run. */
  servedAt: string;
  offsetMs?: number;
};

/** Says plainly that the page is old. The region is always there, so that its filling is announced. */
export function StaleNotice({ messages, path, isStale, generatedAt, servedAt, offsetMs = 0 }: Props) {
  return (
    <div role="status">
      {isStale && (
        <div
          data-state="DEGRADED"
          className="mb-6 flex gap-3 rounded-xl border border-state-line bg-state-tint px-4 py-3 text-sm sm:px-5"
        >
          <StateIcon state="DEGRADED" />
          <div className="flex min-w-0 grow flex-wrap items-end justify-between gap-x-8 gap-y-1.5">
            <div>
              <p>
                <strong className="font-semibold">{t(messages, "stale.title")}</strong> {t(messages, "stale.reason")}
              </p>
              <p className="tabular-nums">
                {t(messages, "stale.asOf")} <LocalTime messages={messages} at={generatedAt} />
                <Age
                  messages={messages}
                  from={Date.parse(generatedAt)}
                  servedAt={Date.parse(servedAt)}
                  offsetMs={offsetMs}
                />
              </p>
            </div>
            <a href={linkTo(messages, path)} className="link font-medium">
              {t(messages, "stale.reload")}
            </a>
          </div>
        </div>
      )}
    </div>
  );
}

type AgeProps = { messages: Messages; from: number; servedAt: number; offsetMs: number };

/** How old the data is, in the server's HTML too. */
function Age({ messages, from, servedAt, offsetMs }: AgeProps) {
  const textAt = (now: number) => t(messages, "stale.ago", { age: durationText(messages, now - from) });
  return useClock((now) => textAt(now + offsetMs), textAt(servedAt));
}
