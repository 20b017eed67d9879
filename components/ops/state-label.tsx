import { t } from "@/components/messages/t";
import { StateIcon } from "@/components/status/state-icon";
import type { State } from "@/lib/core/engine/states";
import { opsMessages } from "./ops-messages";

export const stateText = (state: State): string => t(opsMessages, `states.${state}`);

/** A state under its public name, with its icon. */
export function StateLabel({ state }: { state: State }) {
  return (
    <span data-state={state} className="inline-flex items-center gap-1.5 whitespace-nowrap text-state-ink">
      <StateIcon state={state} className="size-4" />
      {stateText(state)}
    </span>
  );
}
