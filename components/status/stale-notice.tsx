"use client";

import { linkTo } from "@/components/copy/link-to";
import { type Copy, say } from "@/components/copy/say";
import { durationText } from "./age";
import { LocalTime } from "./local-time";
import { StateIcon } from "./state-icon";
import { useClock } from "./use-clock";

type Props = {
  copy: Copy;
  /** The page's own, to load it again. */
  path: string;
  isStale: boolean;
  generatedAt: string;
  /** When the server made the answer: how old it says its data is before scripts run. */
  servedAt: string;
  offsetMs?: number;
};

/** Says plainly that the page is old. The region is always there, so that its filling is announced. */
export function StaleNotice({ copy, path, isStale, generatedAt, servedAt, offsetMs = 0 }: Props) {
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
                <strong className="font-semibold">{say(copy, "stale.title")}</strong> {say(copy, "stale.reason")}
              </p>
              <p className="tabular-nums">
                {say(copy, "stale.asOf")} <LocalTime copy={copy} at={generatedAt} />
                <Age copy={copy} from={Date.parse(generatedAt)} servedAt={Date.parse(servedAt)} offsetMs={offsetMs} />
              </p>
            </div>
            <a href={linkTo(copy, path)} className="link font-medium">
              {say(copy, "stale.reload")}
            </a>
          </div>
        </div>
      )}
    </div>
  );
}

type AgeProps = { copy: Copy; from: number; servedAt: number; offsetMs: number };

/** How old the data is, in the server's HTML too. */
function Age({ copy, from, servedAt, offsetMs }: AgeProps) {
  const textAt = (now: number) => say(copy, "stale.ago", { age: durationText(copy, now - from) });
  return useClock((now) => textAt(now + offsetMs), textAt(servedAt));
}
