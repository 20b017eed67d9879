import type { Messages } from "@/components/messages/t";
import { CONDITIONS } from "@/lib/core/uptime/days";
import { conditionText } from "./conditions";

/** What the bars of a day mean, the worst first. */
export function DayLegend({ messages }: { messages: Messages }) {
  return (
    <ul className="day-legend">
      {CONDITIONS.map((condition) => (
        <li key={condition} data-state={condition}>
          {conditionText(messages, condition)}
        </li>
      ))}
    </ul>
  );
}
