import { dateTimeFormat } from "@/components/messages/formatters";
import { findLocale, type Messages, t } from "@/components/messages/t";

/** An IANA zone, or undefined for the reader's own. */
export type Zone = string | undefined;
export const UTC = "UTC";
export const NEW_YORK = "America/New_York";

const FORMS = {
  date: { month: "short", day: "numeric" },
  dateWithYear: { month: "short", day: "numeric", year: "numeric" },
  year: { year: "numeric" },
  weekday: { weekday: "short", month: "short", day: "numeric" },
  clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  clockWithSeconds: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  zone: { timeZoneName: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
type Form = keyof typeof FORMS;

const MOST_TEXTS = 1_000;

/** Texts that were formatted of late: a page names the same moments again and again, and so does the next page. */
const texts = new Map<string, string>();

function format(messages: Messages, at: number | string, zone: Zone, form: Form): string {
  const key = `${findLocale(messages)} ${zone} ${form} ${at}`;
  const formatted = texts.get(key);
  if (formatted !== undefined) return formatted;
  const formatter = dateTimeFormat(findLocale(messages), { timeZone: zone, ...FORMS[form] });
  const text = form === "zone" ? findZoneName(formatter, at) : formatter.format(new Date(at));
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(key, text);
  return text;
}

const findZoneName = (formatter: Intl.DateTimeFormat, at: number | string): string =>
  formatter.formatToParts(new Date(at)).find((part) => part.type === "timeZoneName")?.value ?? "";

/** `Apr 28`, or `Apr 28, 2026`. */
export const dateText = (messages: Messages, at: number | string, zone: Zone, withYear = false): string =>
  format(messages, at, zone, withYear ? "dateWithYear" : "date");

/** `Tue, Apr 28`. */
export const weekdayText = (messages: Messages, at: number | string, zone: Zone): string =>
  format(messages, at, zone, "weekday");

/** `13:55`, or `13:55:20`. */
export const clockText = (messages: Messages, at: number | string, zone: Zone, withSeconds = false): string =>
  format(messages, at, zone, withSeconds ? "clockWithSeconds" : "clock");

/** `UTC`, `EDT`, `GMT+2`: whatever the locale calls the zone at that moment. */
const zoneText = (messages: Messages, at: number | string, zone: Zone): string =>
  zone === UTC ? UTC : format(messages, at, zone, "zone");

/** `Apr 28, 13:55 UTC`. */
export function momentText(messages: Messages, at: string, zone: Zone, withYear = false): string {
  return t(messages, "time.moment", {
    date: dateText(messages, at, zone, withYear),
    clock: clockText(messages, at, zone),
    zone: zoneText(messages, at, zone),
  });
}

/** From when to when, ISO 8601; the year is shown where one of the ends, or `now` (epoch ms), lies in another. */
export type Span = { from: string; to: string; now?: number | undefined };

/**
 * `Apr 28, 10:15 – 11:42 UTC`. The date is repeated where the range crosses midnight, and each end has its own zone's name where
 * the clocks change between them.
 */
export function rangeText(messages: Messages, span: Span, zone: Zone): string {
  const { from, to } = span;
  const withYear = namesYear(messages, span, zone);
  const [fromZone, toZone] = [zoneText(messages, from, zone), zoneText(messages, to, zone)];
  const fromClock = clockText(messages, from, zone);
  const clocks = {
    from: fromZone === toZone ? fromClock : `${fromClock} ${fromZone}`,
    to: clockText(messages, to, zone),
    zone: toZone,
  };
  const [fromDate, toDate] = [from, to].map((at) => dateText(messages, at, zone, withYear)) as [string, string];
  return fromDate === toDate
    ? t(messages, "time.range", { date: fromDate, ...clocks })
    : t(messages, "time.longRange", { fromDate, toDate, ...clocks });
}

function namesYear(messages: Messages, { from, to, now }: Span, zone: Zone): boolean {
  const years = [from, to, now ?? to].map((at) => format(messages, at, zone, "year"));
  return new Set(years).size > 1;
}

/** UTC beside a local moment: the date only where it differs. */
export function utcBeside(messages: Messages, at: string, zone: Zone, withYear = false): string {
  return dateText(messages, at, UTC) === dateText(messages, at, zone)
    ? `${clockText(messages, at, UTC)} ${UTC}`
    : momentText(messages, at, UTC, withYear);
}

/** UTC beside a local range: the dates only where one differs, or where there are two. */
export function utcRangeBeside(messages: Messages, span: Span, zone: Zone): string {
  const { from, to } = span;
  const dates = [UTC, zone].flatMap((each) => [from, to].map((at) => dateText(messages, at, each, true)));
  return new Set(dates).size === 1
    ? t(messages, "time.clocks", { from: clockText(messages, from, UTC), to: clockText(messages, to, UTC), zone: UTC })
    : rangeText(messages, span, UTC);
}

/** Whether that zone's clock shows UTC at that moment, by whatever name, so that a second time would say nothing. */
export const isUtcThere = (messages: Messages, at: string, zone: Zone): boolean =>
  zone === UTC ||
  (dateText(messages, at, zone) === dateText(messages, at, UTC) &&
    clockText(messages, at, zone) === clockText(messages, at, UTC));
