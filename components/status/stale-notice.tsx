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

/** Says plainly that the page is old. The live region is always there and holds what does not change: it is announced once, when it is filled. */
export function StaleNotice({ messages, path, isStale, generatedAt, servedAt, offsetMs = 0 }: Props) {
  const from = Date.parse(generatedAt);
  return (
    <div data-notice="stale" data-state={isStale ? "DEGRADED" : undefined} className={isStale ? BOX : undefined}>
      {isStale && <StateIcon state="DEGRADED" />}
      <div className={isStale ? "flex min-w-0 grow flex-wrap items-end justify-between gap-x-8 gap-y-1.5" : undefined}>
        <div>
          <p role="status">
            {isStale && (
              <>
                <strong className="font-semibold">{t(messages, "stale.title")}</strong>{" "}
                <span>{t(messages, "stale.reason")}</span>
              </>
            )}
          </p>
          {isStale && (
            <p>
              <span>{t(messages, "stale.asOf")}</span> <LocalTime messages={messages} at={generatedAt} />
              <Age messages={messages} from={from} servedAt={Date.parse(servedAt)} offsetMs={offsetMs} />
            </p>
          )}
        </div>
        {isStale && (
          <a href={linkTo(messages, path)} className="link font-medium">
            {t(messages, "stale.reload")}
          </a>
        )}
      </div>
    </div>
  );
}

const BOX = "mb-6 flex gap-3 rounded-xl border border-state-line bg-state-tint px-4 py-3 text-sm sm:px-5";

type AgeProps = { messages: Messages; from: number; servedAt: number; offsetMs: number };

/** How old the data is, in the server's HTML too; a copy that nobody renews removes it by its mark. */
function Age({ messages, from, servedAt, offsetMs }: AgeProps) {
  const textAt = (now: number) => t(messages, "stale.ago", { age: durationText(messages, now - from) });
  return <span data-age="">{useClock((now) => textAt(now + offsetMs), textAt(servedAt))}</span>;
}
