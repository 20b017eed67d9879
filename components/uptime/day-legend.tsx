import type { Copy } from "@/components/copy/say";
import { CONDITIONS } from "@/lib/uptime/days";
import { conditionText } from "./conditions";

/** What the bars of a day mean, the worst first. */
export function DayLegend({ copy }: { copy: Copy }) {
  return (
    <ul className="day-legend">
      {CONDITIONS.map((condition) => (
        <li key={condition} data-state={condition}>
          {conditionText(copy, condition)}
        </li>
      ))}
    </ul>
  );
}
