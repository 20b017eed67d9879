import { type Messages, t } from "@/components/messages/t";
import { HISTORY_DAYS } from "@/lib/core/engine/periods";
import type { UptimeFigures as Figures } from "@/lib/schemas/public";
import { percentText } from "./percent";
import { UptimeFormula } from "./uptime-formula";

type Props = { messages: Messages; figures: Figures };

/** Uptime over 30 and 90 days, or over as many as there are, and beside it how it is counted. */
export function UptimeFigures({ messages, figures: { uptime30, uptime90, over = HISTORY_DAYS } }: Props) {
  return (
    <div className="flex flex-wrap gap-x-10 gap-y-4">
      <dl className="flex gap-x-8">
        {over > 30 && (
          <Figure term={t(messages, "uptime.days", { count: 30 })} value={percentText(messages, uptime30)} />
        )}
        <Figure term={t(messages, "uptime.days", { count: over })} value={percentText(messages, uptime90)} />
      </dl>
      <div className="min-w-64 flex-1">
        <UptimeFormula messages={messages} />
      </div>
    </div>
  );
}

function Figure({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt className="text-muted text-sm">{term}</dt>
      <dd className="whitespace-nowrap font-semibold text-clock">{value}</dd>
    </div>
  );
}
