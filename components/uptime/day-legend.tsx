import type { Messages } from "@/components/messages/t";
import { CONDITIONS } from "@/lib/core/uptime/days";
import { conditionText } from "./conditions";
import { StripPicture } from "./strip-picture";

/** The bars of a day on which nothing else occurred, the worst first. */
export function DayLegend({ messages }: { messages: Messages }) {
  return (
    <ul className="day-legend">
      {CONDITIONS.map((condition) => (
        <li key={condition}>
          <StripPicture bars={[{ base: condition, parts: [] }]} />
          <span>{conditionText(messages, condition)}</span>
        </li>
      ))}
    </ul>
  );
}
