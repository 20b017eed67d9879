import { STATES } from "@/lib/engine/states";
import { copy } from "./copy";
import { StateIcon } from "./state-icon";

/** §4a in the page's own words, best state first. */
export function StateLegend() {
  return (
    <section aria-labelledby="legend">
      <h2 id="legend" className="section-title mb-4">
        {copy.legend.title}
      </h2>
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        {STATES.toReversed().map((state) => (
          <div key={state} className="flex gap-3 text-sm">
            <StateIcon state={state} />
            <div>
              <dt className="font-medium">{copy.states[state]}</dt>
              <dd className="text-muted">{copy.meanings[state]}</dd>
            </div>
          </div>
        ))}
      </dl>
    </section>
  );
}
