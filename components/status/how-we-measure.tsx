import { type Messages, t } from "@/components/messages/t";
import { DayLegend } from "@/components/uptime/day-legend";
import { UptimeFormula } from "@/components/uptime/uptime-formula";
import { Chevron } from "./chevron";
import { StateLegend } from "./state-legend";

/** What the page's signs mean, and how uptime is counted: one step away, since a reader needs it once. */
export function HowWeMeasure({ messages }: { messages: Messages }) {
  return (
    <details id="how-we-measure" className="panel mt-9">
      <summary className="flex min-h-11 items-center justify-between gap-3 px-3.5 hover:bg-hover sm:px-5">
        <h2 className="font-medium text-row">{t(messages, "measure.title")}</h2>
        <Chevron />
      </summary>
      <div className="space-y-8 border-line border-t px-3.5 py-5 sm:px-5">
        <StateLegend messages={messages} />
        <section aria-labelledby="counted">
          <h3 id="counted" className="mb-3 font-semibold">
            {t(messages, "uptime.title")}
          </h3>
          <DayLegend messages={messages} />
          <div className="mt-4 max-w-prose space-y-1 text-muted text-sm">
            <p>{t(messages, "measure.bars")}</p>
            <p>{t(messages, "measure.days")}</p>
            <p>{t(messages, "measure.evidence")}</p>
          </div>
          <div className="mt-1 max-w-prose">
            <UptimeFormula messages={messages} />
          </div>
        </section>
      </div>
    </details>
  );
}
