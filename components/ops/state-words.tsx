import { say } from "@/components/copy/say";
import { StateIcon } from "@/components/status/state-icon";
import type { State } from "@/lib/engine/states";
import { opsCopy } from "./ops-copy";

export const stateText = (state: State): string => say(opsCopy, `states.${state}`);

/** A state as customers call it, with its icon. */
export function StateWords({ state }: { state: State }) {
  return (
    <span data-state={state} className="inline-flex items-center gap-1.5 whitespace-nowrap text-state-ink">
      <StateIcon state={state} className="size-4" />
      {stateText(state)}
    </span>
  );
}
