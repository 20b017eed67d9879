import { numberFormat } from "@/components/messages/formatters";
import { findLocale, type Messages, t } from "@/components/messages/t";
import { HISTORY_DAYS } from "@/lib/core/engine/periods";
import type { UptimeFigures } from "@/lib/schemas/public";

/** Uptime in the language's own form; it was cut, not rounded, to two decimals, so 100% says that there was no downtime. */
export function percentText(messages: Messages, percent: number | null): string {
  if (percent === null) return t(messages, "bars.noData");
  const digits = percent === 100 ? 0 : 2;
  const options = { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return numberFormat(findLocale(messages), options).format(percent / 100);
}

/** `99.98% over 12 days`. */
const overText = (messages: Messages, percent: number, count: number): string =>
  t(messages, "bars.over", { percent: percentText(messages, percent), count });

/** The figure of all days that are shown, with their number where there is not data for all; null where there is none. */
export function rowFigure(messages: Messages, { uptime90, over }: Partial<UptimeFigures>): string | null {
  if (uptime90 === undefined || uptime90 === null) return null;
  return over === undefined ? percentText(messages, uptime90) : overText(messages, uptime90, over);
}

/** A surface's figures in a sentence, one where both are of the same days; null where there are none. */
export function figuresText(messages: Messages, { uptime30, uptime90, over }: Partial<UptimeFigures>): string | null {
  const all = [
    { percent: uptime30, days: Math.min(30, over ?? 30) },
    { percent: uptime90, days: over ?? HISTORY_DAYS },
  ];
  const figures = all
    .filter(({ days }, i) => i === 0 || days !== all[0]?.days)
    .flatMap(({ percent, days }) =>
      percent === undefined || percent === null ? [] : [overText(messages, percent, days)],
    );
  return figures.length === 0 ? null : t(messages, "bars.figures", { figures: figures.join(", ") });
}
