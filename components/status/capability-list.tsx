import { type Messages, t } from "@/components/messages/t";
import { StateIcon } from "./state-icon";
import type { RatedCapability } from "./summary";

type Props = { messages: Messages; capabilities: readonly RatedCapability[] };

/** What a customer can do at this moment: each with its icon, its word and its colour. */
export function CapabilityList({ messages, capabilities }: Props) {
  if (capabilities.length === 0) return null;
  return (
    <ul aria-label={t(messages, "capabilities.title")} className="mt-5 grid grid-cols-2 gap-2 sm:grid-cols-4 sm:gap-3">
      {capabilities.map(({ id, label, state }) => (
        <li
          key={id}
          data-capability={id}
          data-state={state}
          className="flex items-start gap-2 rounded-xl border border-state-line bg-panel px-3 py-2.5"
        >
          <StateIcon state={state} className="mt-0.5 size-5" />
          <span className="min-w-0 leading-5">
            <span className="block font-medium wrap-anywhere">{label}</span>
            <span className="block text-sm text-state-ink">{t(messages, `capabilities.${state}`)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
