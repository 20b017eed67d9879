import { type Copy, say } from "@/components/copy/say";
import { DayLegend } from "./day-legend";
import { UptimeFormula } from "./uptime-formula";

/** What the rows' bars and percentages mean. */
export function HowCounted({ copy }: { copy: Copy }) {
  return (
    <section aria-labelledby="counted">
      <h2 id="counted" className="section-title mb-4">
        {say(copy, "uptime.title")} · {say(copy, "uptime.days", { count: 90 })}
      </h2>
      <DayLegend copy={copy} />
      <div className="mt-4 max-w-prose">
        <UptimeFormula copy={copy} />
      </div>
    </section>
  );
}
