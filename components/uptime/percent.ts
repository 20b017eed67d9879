import { type Copy, localeOf, say } from "@/components/copy/say";

/** Uptime in the language's own form; it was cut, not rounded, to two decimals, so 100% says that there was no downtime. */
export function percentText(copy: Copy, percent: number | null): string {
  if (percent === null) return say(copy, "bars.noData");
  const digits = percent === 100 ? 0 : 2;
  const options = { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(localeOf(copy), options).format(percent / 100);
}
