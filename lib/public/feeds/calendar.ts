import {
  escape as escapeValue,
  ICalCalendar,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";
import type { Chronicle, ChronicleWindow } from "@/lib/public/chronicle";
import { SITE } from "@/lib/public/site";
import { feedUrl } from "./addresses";
import { titleWith } from "./channel";
import { cleanText } from "./text";

const REFRESH_S = 3600;

/** Maintenance windows as iCalendar (RFC 5545, RFC 7986); a cancelled one stays, so that calendars learn of it. */
export function renderCalendar(chronicle: Chronicle, surfaceId?: string): string {
  const windows =
    surfaceId === undefined ? chronicle.windows : chronicle.windows.filter((it) => it.surfaceIds.includes(surfaceId));
  const calendar = new ICalCalendar({
    prodId: { company: "Raxx", product: "status.raxx.app" },
    method: ICalCalendarMethod.PUBLISH,
    // The library escapes the texts of events, but not this one.
    name: escapeValue(titleWith("Raxx maintenance", chronicle, surfaceId), false),
    source: feedUrl("maintenance.ics", surfaceId),
    ttl: REFRESH_S,
    events: windows.map(eventOf),
  });
  // RFC 5545 §3.1 ends every line with CRLF; the library leaves the last one open.
  return `${calendar.toString()}\r\n`;
}

function eventOf(window: ChronicleWindow): ICalEventData {
  const { id, surfaceNames, note, phase, sequence, startsAt, endsAt, createdAt, updatedAt } = window;
  return {
    id: `${id}@status.raxx.app`,
    sequence,
    stamp: new Date(updatedAt),
    created: new Date(createdAt),
    lastModified: new Date(updatedAt),
    start: new Date(startsAt),
    end: new Date(endsAt),
    status: phase === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
    summary: cleanText(`Scheduled maintenance: ${surfaceNames.join(", ")}`),
    description: note === null ? null : cleanText(note),
    url: `${SITE}/`,
  };
}
