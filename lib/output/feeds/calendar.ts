import {
  escape as escapeValue,
  ICalCalendar,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";
import type { HistoryWindow, PublicHistory } from "@/lib/output/incidents";
import { SITE } from "@/lib/output/site";
import { cleanText } from "@/lib/output/text";
import { windowsOn } from "@/lib/output/windows";
import { feedUrl, titleWith } from "./channel";

const REFRESH_S = 3600;
const SECOND_MS = 1000;

/** What a calendar without events holds: RFC 5545 §3.6 demands a component, and RFC 5546 §3.2.1 a VEVENT of one with a METHOD. */
const NO_EVENTS = [
  "BEGIN:VTIMEZONE",
  "TZID:Etc/UTC",
  "BEGIN:STANDARD",
  "DTSTART:19700101T000000",
  "TZOFFSETFROM:+0000",
  "TZOFFSETTO:+0000",
  "TZNAME:UTC",
  "END:STANDARD",
  "END:VTIMEZONE",
  "END:VCALENDAR",
].join("\r\n");

/** Maintenance windows as iCalendar (RFC 5545, RFC 7986); a cancelled one stays, so that calendars show it as cancelled. */
export function renderCalendar(publicHistory: PublicHistory, surfaceId?: string): string {
  const windows = surfaceId === undefined ? publicHistory.windows : windowsOn(publicHistory.windows, surfaceId);
  const calendar = new ICalCalendar({
    prodId: { company: "Raxx", product: "status.raxx.app" },
    method: windows.length > 0 ? ICalCalendarMethod.PUBLISH : null,
    // The library escapes the texts of events, but not this one.
    name: escapeValue(titleWith("Raxx maintenance", publicHistory, surfaceId), false),
    source: feedUrl("maintenance.ics", surfaceId),
    ttl: REFRESH_S,
    events: windows.map(toEvent),
  });
  const text = calendar.toString();
  // RFC 5545 §3.1 ends every line with CRLF, which the library omits after the last one.
  return `${windows.length > 0 ? text : text.replace(/END:VCALENDAR$/, NO_EVENTS)}\r\n`;
}

function toEvent(window: HistoryWindow): ICalEventData {
  const { id, surfaceNames, note, phase, sequence, startsAt, endsAt, createdAt, updatedAt } = window;
  return {
    id: `${id}@status.raxx.app`,
    sequence,
    stamp: new Date(updatedAt),
    created: new Date(createdAt),
    lastModified: new Date(updatedAt),
    start: new Date(startsAt),
    // RFC 5545 §3.8.2.2: later than the start, and times count in seconds.
    end: new Date(Math.max(endsAt, startsAt + SECOND_MS)),
    status: phase === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
    summary: cleanText(`Scheduled maintenance: ${surfaceNames.join(", ")}`),
    description: note === null ? null : cleanText(note),
    url: `${SITE}/`,
  };
}
