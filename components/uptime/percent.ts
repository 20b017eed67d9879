import { numberFormat } from "@/components/copy/formatters";
import { type Copy, localeOf, say } from "@/components/copy/say";
import type { UptimeFigures } from "@/lib/schemas/public";

/** Uptime in the language's own form; it was cut, not rounded, to two decimals, so 100% says that there was no downtime. */
export function percentText(copy: Copy, percent: number | null): string {
  if (percent === null) return say(copy, "bars.noData");
  const digits = percent === 100 ? 0 : 2;
  const options = { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return numberFormat(localeOf(copy), options).format(percent / 100);
}

/** Both figures of a surface in a sentence; how they are counted is told further down the page. */
export const figuresText = (copy: Copy, { uptime30, uptime90 }: UptimeFigures): string =>
  say(copy, "bars.figures", { percent30: percentText(copy, uptime30), percent90: percentText(copy, uptime90) });
