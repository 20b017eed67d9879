import { type Messages, t } from "@/components/messages/t";
import { StateIcon } from "./state-icon";
import type { RatedCapability } from "./summary";

type Props = { messages: Messages; capabilities: readonly RatedCapability[] };

/** What a customer can do at this moment: each with its icon, its word and its colour. */
export function CapabilityList({ messages, capabilities }: Props) {
  if (capabilities.length === 0) return null;
  return (
    <ul aria-label={t(messages, "capabilities.title")} className="capabilities">
      {capabilities.map(({ id, label, state }) => (
        <li key={id} data-capability={id} data-state={state} className="capability">
          <StateIcon state={state} />
          <span>
            <span>{label}</span>
            <span className="state">{t(messages, `capabilities.${state}`)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
