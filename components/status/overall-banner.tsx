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
    <section
      aria-labelledby="overall"
      data-state={state}
      className="rounded-2xl border border-state-line bg-state-tint p-4 sm:p-7"
    >
      <div className="flex gap-3 sm:gap-4">
        <StateIcon state={state} className="mt-0.5 size-8 sm:size-10" />
        <div className="min-w-0">
          {isStale && summary.state !== "UNKNOWN" && (
            <p className="mb-1 font-medium text-muted text-sm">{t(messages, "banner.lastKnown")}</p>
          )}
          <h1 id="overall" className="text-balance font-semibold text-headline wrap-anywhere">
            {summary.headline}
          </h1>
          {summary.clauses.length > 0 && <Clauses messages={messages} clauses={summary.clauses} />}
        </div>
      </div>
      <CapabilityList messages={messages} capabilities={capabilities} />
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5">{children}</div>
    </section>
  );
}

function Clauses({ messages, clauses }: { messages: Messages; clauses: Clause[] }) {
  return (
    <ul aria-label={t(messages, "banner.also")} className="mt-3 space-y-1">
      {clauses.map((clause) => (
        <li key={clause.text} className="flex gap-2">
          <StateIcon state={clause.state} className="mt-0.5 size-5" />
          <span className="min-w-0 wrap-anywhere">{clause.text}</span>
        </li>
      ))}
    </ul>
  );
}
