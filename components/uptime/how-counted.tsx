import { type Messages, t } from "@/components/messages/t";
import { HISTORY_DAYS } from "@/lib/core/engine/periods";
import { DayLegend } from "./day-legend";
import { UptimeFormula } from "./uptime-formula";

/** What the rows' bars and percentages mean. */
export function HowCounted({ messages }: { messages: Messages }) {
  return (
    <section aria-labelledby="counted">
      <h2 id="counted" className="section-title mb-4">
        {`${t(messages, "uptime.title")} · ${t(messages, "uptime.days", { count: HISTORY_DAYS })}`}
      </h2>
      <DayLegend messages={messages} />
      <div className="mt-4 max-w-prose">
        <UptimeFormula messages={messages} />
      </div>
    </section>
  );
}
