import type { ReactNode } from "react";
import { type Messages, t } from "@/components/messages/t";
import { CapabilityList } from "./capability-list";
import { StateIcon } from "./state-icon";
import type { Clause, Summary } from "./summary";

type Props = { messages: Messages; summary: Summary; isStale: boolean; children: ReactNode };

/** What a customer can't do, in one sentence; what they can, what else is affected, and (as children) how old that is. */
export function OverallBanner({ messages, summary, isStale, children }: Props) {
  const state = isStale ? "UNKNOWN" : summary.state;
  const capabilities = summary.capabilities.map((each) => (isStale ? { ...each, state } : each));
  return (
    <section aria-labelledby="overall" data-state={state} className="banner">
      <div data-hold="" className="flex gap-3">
        <StateIcon state={state} className="size-[1.2em] text-headline" />
        <div className="min-w-0">
          {isStale && summary.state !== "UNKNOWN" && (
            <p className="mb-1 font-medium text-muted text-sm">{t(messages, "banner.lastKnown")}</p>
          )}
          <h1 id="overall" className="text-balance font-semibold text-headline wrap-anywhere">
            {summary.headline}
          </h1>
        </div>
      </div>
      <div data-hold="trim">
        {summary.clauses.length > 0 && <Clauses messages={messages} clauses={summary.clauses} />}
      </div>
      <CapabilityList messages={messages} capabilities={capabilities} />
      <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-1">{children}</div>
    </section>
  );
}

function Clauses({ messages, clauses }: { messages: Messages; clauses: Clause[] }) {
  return (
    <ul aria-label={t(messages, "banner.also")} className="clauses">
      {clauses.map((clause, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what a line says changes in its place, so that no line moves
        <li key={at} data-hold="">
          <StateIcon state={clause.state} />
          <span>{clause.text}</span>
        </li>
      ))}
    </ul>
  );
}
