import { type Messages, t } from "@/components/messages/t";
import { UptimeFormula } from "@/components/uptime/uptime-formula";
import { Chevron } from "./chevron";
import { StateLegend } from "./state-legend";

/** What the page's signs mean, and how uptime is counted: one step away, since a reader needs it once. */
export function HowWeMeasure({ messages }: { messages: Messages }) {
  return (
    <details id="how-we-measure" className="panel mt-5 md:mt-9">
      <summary className="line items-center">
        <h2 className="line-body font-medium">{t(messages, "measure.title")}</h2>
        <Chevron />
      </summary>
      <div className="grid gap-8 border-line border-t p-5">
        <StateLegend messages={messages} />
        <section aria-labelledby="counted">
          <h3 id="counted" className="mb-3 font-semibold">
            {t(messages, "uptime.title")}
          </h3>
          <div className="grid max-w-prose gap-1 fine">
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
