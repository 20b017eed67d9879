import { BAR_HEIGHT, type Bar } from "@/lib/core/uptime/strip";
import { stripPaths } from "./bar-path";

type Props = { bars: readonly Bar[]; label?: string; last?: number };

/** Bars as one picture, a unit a day; `last` is the number of the last day since 1970, by which the browser knows the others. */
export function StripPicture({ bars, label, last }: Props) {
  return (
    <svg
      viewBox={`0 0 ${bars.length} ${BAR_HEIGHT}`}
      preserveAspectRatio="none"
      className="bars"
      data-last={last}
      role="img"
      aria-label={label}
      aria-hidden={label === undefined || undefined}
    >
      {stripPaths(bars).map(({ condition, height, d }) => (
        <path
          key={`${condition} ${height}`}
          data-state={condition}
          d={d}
          {...(height !== null && { strokeWidth: 2 * height })}
        />
      ))}
    </svg>
  );
}
