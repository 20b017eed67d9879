import ICAL from "ical.js";
import { expect, test } from "vitest";
import { renderCalendar } from "@/lib/output/feeds/calendar";
import { readCalendar } from "./parse";
import { history, utc, window } from "./story";

const both = window({
  surfaceIds: ["app", "api"],
  surfaceNames: ["Raxx App", "API"],
  note: "Backups; logins\\pauses, shortly.",
  sequence: 2,
  updatedAt: utc("2026-11-12T10:00:00"),
});

test("a window is an event, line by line", () => {
  expect(renderCalendar(history({ windows: [both] })).split("\r\n")).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Raxx//status.raxx.app//EN",
    "SOURCE;VALUE=URI:https://status.raxx.app/maintenance.ics",
    "METHOD:PUBLISH",
    "NAME:Raxx maintenance",
    "X-WR-CALNAME:Raxx maintenance",
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    "BEGIN:VEVENT",
    "UID:mw_7@status.raxx.app",
    "SEQUENCE:2",
    "DTSTAMP:20261112T100000Z",
    "DTSTART:20261120T020000Z",
    "DTEND:20261120T033000Z",
    "SUMMARY:Scheduled maintenance: Raxx App\\, API",
    "TRANSP:TRANSPARENT",
    "DESCRIPTION:Backups\\; logins\\\\pauses\\, shortly.",
    "URL;VALUE=URI:https://status.raxx.app/",
    "STATUS:CONFIRMED",
    "CREATED:20261110T080000Z",
    "LAST-MODIFIED:20261112T100000Z",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

test("an independent parser reads the texts and times back", () => {
  const { calendar, events } = readCalendar(renderCalendar(history({ windows: [both] })));
  expect(calendar).toMatchObject({ method: "PUBLISH", version: "2.0", "refresh-interval": "PT1H" });
  expect(events).toEqual([
    expect.objectContaining({
      uid: "mw_7@status.raxx.app",
      summary: "Scheduled maintenance: Raxx App, API",
      description: "Backups; logins\\pauses, shortly.",
      dtstart: "2026-11-20T02:00:00Z",
      dtend: "2026-11-20T03:30:00Z",
      dtstamp: "2026-11-12T10:00:00Z",
      sequence: "2",
      status: "CONFIRMED",
    }),
  ]);
});

test.each([
  ["scheduled", "CONFIRMED"],
  ["running", "CONFIRMED"],
  ["ended", "CONFIRMED"],
  ["cancelled", "CANCELLED"],
] as const)("a %s window stays in the calendar, %s", (phase, status) => {
  const { events } = readCalendar(renderCalendar(history({ windows: [window({ phase, sequence: 1 })] })));
  expect(events).toEqual([expect.objectContaining({ uid: "mw_7@status.raxx.app", status, sequence: "1" })]);
});

test("a window that ended within its second ends a second later: an event has to end after it starts", () => {
  const startsAt = utc("2026-11-20T02:00:00.100");
  const ended = window({ phase: "ended", startsAt, endsAt: startsAt + 800 });
  const [event] = readCalendar(renderCalendar(history({ windows: [ended] }))).events;
  expect([event?.dtstart, event?.dtend]).toEqual(["2026-11-20T02:00:00Z", "2026-11-20T02:00:01Z"]);
});

test("no line is longer than 75 octets, and none cuts a character in two", () => {
  const note = "定期メンテナンスのため、取引画面を一時的に停止します。🛠️👩‍💻 ".repeat(8).trim();
  const surfaceNames = Array.from({ length: 23 }, (_, n) => `صيانة مجدولة ${n}`);
  const text = renderCalendar(history({ windows: [window({ note, surfaceNames })] }));
  const lines = text.split("\r\n");
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(lines.filter((line) => line.startsWith(" ")).length).toBeGreaterThan(10);
  expect(lines.every((line) => line.isWellFormed() && !/[\r\n]/.test(line))).toBe(true);
  const [event] = readCalendar(text).events;
  expect(event?.description).toBe(note);
  expect(event?.summary).toBe(`Scheduled maintenance: ${surfaceNames.join(", ")}`);
});

test("a surface's calendar holds the windows that touch it, the same events as the whole one", () => {
  const windows = [both, window({ id: "mw_8" })];
  const { calendar, events } = readCalendar(renderCalendar(history({ windows }), "api"));
  expect(calendar.name).toBe("Raxx maintenance: API");
  expect(events).toEqual(readCalendar(renderCalendar(history({ windows }))).events.slice(0, 1));
});

test("an empty calendar is valid: a component without events, and no method, which would demand one", () => {
  const text = renderCalendar(history());
  const { calendar, events } = readCalendar(text);
  expect(events).toEqual([]);
  expect(calendar.method).toBeUndefined();
  const root = new ICAL.Component(ICAL.parse(text));
  expect(root.getAllSubcomponents().map(({ name }) => name)).toEqual(["vtimezone"]);
  expect(text.endsWith("END:VTIMEZONE\r\nEND:VCALENDAR\r\n")).toBe(true);
});

test("in the calendar of a surface that left a window early, it has ended; in the others it goes on", () => {
  const left = { surfaceId: "api", surfaceName: "API", phase: "ended", endsAt: utc("2026-11-20T02:10:00") } as const;
  const running = window({ phase: "running", left: [left] });
  const eventOf = (surfaceId?: string) => {
    const [event] = readCalendar(renderCalendar(history({ windows: [running] }), surfaceId)).events;
    return [event?.summary, event?.dtend];
  };
  expect(eventOf("api")).toEqual(["Scheduled maintenance: API", "2026-11-20T02:10:00Z"]);
  expect(eventOf("app")).toEqual(["Scheduled maintenance: Raxx App", "2026-11-20T03:30:00Z"]);
  expect(eventOf()).toEqual(eventOf("app"));
});

test("a comma in the calendar's name is escaped", () => {
  const [surface] = history().surfaces;
  const surfaces = surface ? [{ ...surface, display_name: "Orders, fills; \\more" }] : [];
  const { calendar } = readCalendar(renderCalendar(history({ surfaces }), "app"));
  expect(calendar["x-wr-calname"]).toContain("Orders");
  expect(renderCalendar(history({ surfaces }), "app")).toContain(
    "NAME:Raxx maintenance: Orders\\, fills\\; \\\\more\r\n",
  );
});
