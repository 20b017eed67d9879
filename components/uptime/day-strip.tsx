import { type Messages, t } from "@/components/messages/t";
import { NO_DATA } from "@/lib/core/uptime/days";
import { type Bar, worstOfBar } from "@/lib/core/uptime/strip";
import type { UptimeFigures } from "@/lib/schemas/public";
import { percentText } from "./percent";
import { StripPicture } from "./strip-picture";

type Props = {
  messages: Messages;
  bars: readonly Bar[];
  figures: Partial<UptimeFigures>;
  last: number;
  hasAxis?: boolean;
};

/** How many days a narrow screen shows, of which each is wide enough for a finger. */
const NARROW_DAYS = 30;

/** The last days of a surface as one image, today at the right; the last of a list says under it which days those are. */
export function DayStrip({ messages, bars, figures, last, hasAxis = false }: Props) {
  return (
    <span className="day-strip">
      <span className="day-line">
        <StripPicture bars={bars} label={summary(messages, bars, figures)} last={last} />
      </span>
      {hasAxis && (
        <span aria-hidden="true" className="day-axis">
          <span className="max-lg:hidden">{t(messages, "bars.ago", { count: bars.length })}</span>
          <span className="lg:hidden">{t(messages, "bars.ago", { count: NARROW_DAYS })}</span>
          <span>{t(messages, "bars.today")}</span>
        </span>
      )}
    </span>
  );
}

/** The image's text alternative. */
function summary(messages: Messages, bars: readonly Bar[], { uptime90 }: Partial<UptimeFigures>): string {
  const count = bars.length;
  if (uptime90 === null) return t(messages, "bars.none", { count });
  const worst = bars.map(worstOfBar);
  const trouble = worst.filter((each) => each === "DOWN" || each === "PARTIAL" || each === "DEGRADED").length;
  const days = { count, trouble, recorded: worst.filter((each) => each !== NO_DATA).length };
  return uptime90 === undefined
    ? t(messages, "bars.issues", days)
    : t(messages, "bars.summary", { ...days, percent: percentText(messages, uptime90) });
}
