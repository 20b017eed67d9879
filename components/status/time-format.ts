import { copy } from "./copy";

/** An IANA zone, or undefined for the reader's own. */
export type Zone = string | undefined;
export const UTC = "UTC";
export const NEW_YORK = "America/New_York";

const format = (at: number | string, zone: Zone, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(copy.locale, { timeZone: zone, ...options }).format(new Date(at));

/** `Apr 28`, or `Apr 28, 2026`. */
export function dateText(at: number | string, zone: Zone, withYear = false): string {
  return format(at, zone, { month: "short", day: "numeric", ...(withYear && { year: "numeric" }) });
}

/** `Tue, Apr 28`. */
export function weekdayText(at: number | string, zone: Zone): string {
  return format(at, zone, { weekday: "short", month: "short", day: "numeric" });
}

/** `13:55`, or `13:55:20`. */
export function clockText(at: number | string, zone: Zone, withSeconds = false): string {
  const seconds: Intl.DateTimeFormatOptions = withSeconds ? { second: "2-digit" } : {};
  return format(at, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...seconds });
}

/** `UTC`, `EDT`, `GMT+2`: whatever the locale calls the zone at that moment. */
export function zoneText(at: number | string, zone: Zone): string {
  const parts = new Intl.DateTimeFormat(copy.locale, { timeZone: zone, timeZoneName: "short" }).formatToParts(
    new Date(at),
  );
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

/** `Apr 28, 13:55 UTC`. */
export function momentText(at: string, zone: Zone, withYear = false): string {
  return `${dateText(at, zone, withYear)}, ${clockText(at, zone)} ${zoneText(at, zone)}`;
}

/** `Apr 28, 10:15 – 11:42 UTC`; the date is repeated where the range crosses midnight. */
export function rangeText(from: string, to: string, zone: Zone): string {
  const start = `${dateText(from, zone)}, ${clockText(from, zone)}`;
  const end =
    dateText(from, zone) === dateText(to, zone) ? clockText(to, zone) : `${dateText(to, zone)}, ${clockText(to, zone)}`;
  return `${start} – ${end} ${zoneText(to, zone)}`;
}

/** UTC beside a local moment: the date only where it differs. */
export function utcBeside(at: string, zone: Zone, withYear = false): string {
  return dateText(at, UTC) === dateText(at, zone) ? `${clockText(at, UTC)} ${UTC}` : momentText(at, UTC, withYear);
}

/** UTC beside a local range: the dates only where one differs, or where there are two. */
export function utcRangeBeside(from: string, to: string, zone: Zone): string {
  const isOneDay = [dateText(from, zone), dateText(to, zone), dateText(to, UTC)].every(
    (date) => date === dateText(from, UTC),
  );
  return isOneDay ? `${clockText(from, UTC)} – ${clockText(to, UTC)} ${UTC}` : rangeText(from, to, UTC);
}

/** Whether the reader's clock shows UTC at that moment, so that a second time would say nothing. */
export function isUtcThere(at: string, zone: Zone): boolean {
  return momentText(at, zone) === momentText(at, UTC);
}
