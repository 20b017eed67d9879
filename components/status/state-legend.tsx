import { type Messages, t } from "@/components/messages/t";
import { STATES } from "@/lib/core/engine/states";
import { StateIcon } from "./state-icon";

/** The six states (contract §1.2) in the page's own words, best first. */
export function StateLegend({ messages }: { messages: Messages }) {
  return (
    <section aria-labelledby="legend">
      <h3 id="legend" className="mb-3 font-semibold">
        {t(messages, "legend.title")}
      </h3>
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {STATES.toReversed().map((state) => (
          <div key={state} className="text-sm">
            <dt className="flex gap-3 font-medium">
              <StateIcon state={state} />
              <span>{t(messages, `states.${state}`)}</span>
            </dt>
            <dd className="pl-8 text-muted">{t(messages, `meanings.${state}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
