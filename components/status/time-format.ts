import { dateTimeFormat } from "@/components/copy/formatters";
import { type Copy, localeOf, say } from "@/components/copy/say";

/** An IANA zone, or undefined for the reader's own. */
export type Zone = string | undefined;
export const UTC = "UTC";
export const NEW_YORK = "America/New_York";

const FORMS = {
  date: { month: "short", day: "numeric" },
  dateWithYear: { month: "short", day: "numeric", year: "numeric" },
  weekday: { weekday: "short", month: "short", day: "numeric" },
  clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  clockWithSeconds: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  zone: { timeZoneName: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
type Form = keyof typeof FORMS;

const MOST_TEXTS = 1_000;

/** Texts that were formatted of late: a page names the same moments again and again, and so does the next page. */
const texts = new Map<string, string>();

function format(copy: Copy, at: number | string, zone: Zone, form: Form): string {
  const key = `${localeOf(copy)} ${zone} ${form} ${at}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const formatter = dateTimeFormat(localeOf(copy), { timeZone: zone, ...FORMS[form] });
  const text = form === "zone" ? zoneNameOf(formatter, at) : formatter.format(new Date(at));
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(key, text);
  return text;
}

const zoneNameOf = (formatter: Intl.DateTimeFormat, at: number | string): string =>
  formatter.formatToParts(new Date(at)).find((part) => part.type === "timeZoneName")?.value ?? "";

/** `Apr 28`, or `Apr 28, 2026`. */
export const dateText = (copy: Copy, at: number | string, zone: Zone, withYear = false): string =>
  format(copy, at, zone, withYear ? "dateWithYear" : "date");

/** `Tue, Apr 28`. */
export const weekdayText = (copy: Copy, at: number | string, zone: Zone): string => format(copy, at, zone, "weekday");

/** `13:55`, or `13:55:20`. */
export const clockText = (copy: Copy, at: number | string, zone: Zone, withSeconds = false): string =>
  format(copy, at, zone, withSeconds ? "clockWithSeconds" : "clock");

/** `UTC`, `EDT`, `GMT+2`: whatever the locale calls the zone at that moment. */
const zoneText = (copy: Copy, at: number | string, zone: Zone): string =>
  zone === UTC ? UTC : format(copy, at, zone, "zone");

/** `Apr 28, 13:55 UTC`. */
export function momentText(copy: Copy, at: string, zone: Zone, withYear = false): string {
  return say(copy, "time.moment", {
    date: dateText(copy, at, zone, withYear),
    clock: clockText(copy, at, zone),
    zone: zoneText(copy, at, zone),
  });
}

/** `Apr 28, 10:15 – 11:42 UTC`; the date is repeated where the range crosses midnight. */
export function rangeText(copy: Copy, fromAt: string, toAt: string, zone: Zone): string {
  const [date, toDate] = [dateText(copy, fromAt, zone), dateText(copy, toAt, zone)];
  const clocks = { from: clockText(copy, fromAt, zone), to: clockText(copy, toAt, zone) };
  const named = zoneText(copy, toAt, zone);
  if (date === toDate) return say(copy, "time.range", { date, ...clocks, zone: named });
  return say(copy, "time.longRange", { fromDate: date, toDate, ...clocks, zone: named });
}

/** UTC beside a local moment: the date only where it differs. */
export function utcBeside(copy: Copy, at: string, zone: Zone, withYear = false): string {
  return dateText(copy, at, UTC) === dateText(copy, at, zone)
    ? `${clockText(copy, at, UTC)} ${UTC}`
    : momentText(copy, at, UTC, withYear);
}

/** UTC beside a local range: the dates only where one differs, or where there are two. */
export function utcRangeBeside(copy: Copy, from: string, to: string, zone: Zone): string {
  const isOneDay = [dateText(copy, from, zone), dateText(copy, to, zone), dateText(copy, to, UTC)].every(
    (date) => date === dateText(copy, from, UTC),
  );
  return isOneDay
    ? say(copy, "time.clocks", { from: clockText(copy, from, UTC), to: clockText(copy, to, UTC), zone: UTC })
    : rangeText(copy, from, to, UTC);
}

/** Whether that zone's clock shows UTC at that moment, so that a second time would say nothing. */
export function isUtcThere(copy: Copy, at: string, zone: Zone): boolean {
  if (zone === UTC) return true;
  return momentText(copy, at, zone) === momentText(copy, at, UTC);
}
