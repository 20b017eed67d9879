import { numberFormat } from "@/components/messages/formatters";
import { findLocale, type Messages, t } from "@/components/messages/t";
import type { UptimeFigures } from "@/lib/schemas/public";

/** Uptime in the language's own form; it was cut, not rounded, to two decimals, so 100% says that there was no downtime. */
export function percentText(messages: Messages, percent: number | null): string {
  if (percent === null) return t(messages, "bars.noData");
  const digits = percent === 100 ? 0 : 2;
  const options = { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return numberFormat(findLocale(messages), options).format(percent / 100);
}

/** Both figures of a surface in a sentence; how they are counted is shown further down the page. */
export const figuresText = (messages: Messages, { uptime30, uptime90 }: UptimeFigures): string =>
  t(messages, "bars.figures", {
    percent30: percentText(messages, uptime30),
    percent90: percentText(messages, uptime90),
  });
