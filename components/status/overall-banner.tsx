import type { ReactNode } from "react";
import { type Messages, t } from "@/components/messages/t";
import { StateIcon } from "./state-icon";
import type { Clause, Summary } from "./summary";

type Props = { messages: Messages; summary: Summary; isStale: boolean; children: ReactNode };

/** Is it me or them: one sentence, what else is affected, and (as children) how old that is. */
export function OverallBanner({ messages, summary, isStale, children }: Props) {
  const state = isStale ? "UNKNOWN" : summary.state;
  return (
    <section
      aria-labelledby="overall"
      data-state={state}
      className="flex h-full flex-col justify-center rounded-2xl border border-state-line bg-state-tint p-5 sm:p-8"
    >
      <div className="flex flex-col gap-4 sm:flex-row sm:gap-5">
        <StateIcon state={state} className="size-9 sm:size-10" />
        <div className="min-w-0">
          {isStale && <p className="mb-1 font-medium text-muted text-sm">{t(messages, "banner.lastKnown")}</p>}
          <h1 id="overall" className="text-balance font-semibold text-headline wrap-anywhere">
            {summary.headline}
          </h1>
          {summary.clauses.length > 0 && <Clauses messages={messages} clauses={summary.clauses} />}
          {children}
        </div>
      </div>
    </section>
  );
}

function Clauses({ messages, clauses }: { messages: Messages; clauses: Clause[] }) {
  return (
    <ul aria-label={t(messages, "banner.also")} className="mt-5 mb-6 space-y-2">
      {clauses.map((clause) => (
        <li key={clause.text} className="flex gap-2.5">
          <StateIcon state={clause.state} className="mt-0.5 size-5" />
          <span className="min-w-0 wrap-anywhere">{clause.text}</span>
        </li>
      ))}
    </ul>
  );
}
