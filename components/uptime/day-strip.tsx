import { type Messages, t } from "@/components/messages/t";
import { HISTORY_DAYS } from "@/lib/core/engine/periods";
import { LETTERS } from "@/lib/core/uptime/days";
import type { SurfaceBars } from "@/lib/schemas/public";
import { stripPath } from "./bar-path";
import { percentText } from "./percent";

/** A unit a day, 16 high. */
const VIEW_BOX = `0 0 ${HISTORY_DAYS} 16`;

type Props = { messages: Messages; surface: SurfaceBars };

/** The last 90 days of a surface as one image, today at the right, and its uptime beside it: a path for each condition. */
export function DayStrip({ messages, surface: { bars, uptime90 } }: Props) {
  return (
    <span className="day-line">
      <svg viewBox={VIEW_BOX} preserveAspectRatio="none" role="img" aria-label={summary(messages, bars, uptime90)}>
        {Object.entries(LETTERS).map(([condition, letter]) => {
          const path = stripPath(bars, letter);
          return path && <path key={letter} data-state={condition} d={path} />;
        })}
      </svg>
      <span aria-hidden="true">{percentText(messages, uptime90)}</span>
    </span>
  );
}

/** The image's text alternative. */
function summary(messages: Messages, bars: string, uptime90: number | null): string {
  if (uptime90 === null) return t(messages, "bars.none");
  const count = (letters: RegExp) => bars.match(letters)?.length ?? 0;
  return t(messages, "bars.summary", {
    percent: percentText(messages, uptime90),
    trouble: count(/[DPG]/g),
    recorded: count(/[^-]/g),
  });
}
