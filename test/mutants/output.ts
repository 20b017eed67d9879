import { mutantsOf } from "./mutant";

const projection = [
  mutantsOf(
    "lib/output/surfaces.ts",
    ["statuspage/status"],
    ['s.category === "owned"', 's.category !== "downstream_3p"', "A partner's outage would be ours."],
  ),
  mutantsOf(
    "lib/output/windows.ts",
    ["uptime/projections"],
    ["Date.parse(row.endsAt) <= now", "Date.parse(row.endsAt) < now", "A window would be shown at its very end."],
  ),
  mutantsOf(
    "lib/output/note.ts",
    ["policy/publish-note"],
    ["const { text } = publishableNote(note)", "const text = note", "An old note would leave without being judged."],
  ),
  mutantsOf(
    "lib/output/responses.ts",
    ["fallback/slow"],
    ["(stale ? { stale: true } : {})", "({})", "Nobody would learn that an answer is of the past."],
  ),
  mutantsOf(
    "lib/output/uptime.ts",
    ["uptime/projections"],
    [".slice(-count)", ".slice(0, count)", "The oldest days would be told in place of the latest."],
  ),
];

const FEEDS = ["feeds/atom", "feeds/rss", "feeds/json-feed", "feeds/calendar"];

const feeds = [
  mutantsOf(
    "lib/output/feeds/channel.ts",
    FEEDS,
    ["surfaceId === undefined || partOn(it, surfaceId)", "true", "One surface's feed."],
    ["told.revision}", "told.revision - 1}", "Chats would post everything once more under new guids."],
    ["b.at - a.at", "a.at - b.at", "RSS would begin with the oldest word."],
    ["b.revision - a.revision", "a.revision - b.revision", "An incident would be told backwards."],
    ['kind === "opened" ? ""', 'kind === "updated" ? ""', "A chat would show the opening as an update."],
  ),
  mutantsOf("lib/output/feeds/entry.ts", FEEDS, [
    "escapeHtml(note)",
    "note",
    "A note could bring markup into a feed reader.",
    "feeds/feeds.property",
    "feeds/atom",
  ]),
  mutantsOf(
    "lib/output/feeds/measured.ts",
    ["feeds/measured"],
    ["now - it.from >= APART_MS", "now > it.from", "A feed would tell what a ticket then explains."],
    ["outage.from + APART_MS)", "outage.from)", "Who asks by date would never get an outage."],
  ),
  mutantsOf("lib/output/feeds/feeds.ts", FEEDS, ["MAX_ITEMS = 50", "MAX_ITEMS = 60", "RSS would grow."]),
  mutantsOf(
    "lib/output/feeds/calendar.ts",
    FEEDS,
    ["ICalEventStatus.CANCELLED :", "ICalEventStatus.CONFIRMED :", "Calendars would keep a cancelled window."],
    ["stamp: new Date(updatedAt)", "stamp: new Date(createdAt)", "Calendars would not take in a change."],
  ),
  mutantsOf(
    "lib/output/text.ts",
    ["badges/badge-svg", "feeds/atom", "feeds/feeds.property"],
    ["/[&<>\"']/g, (sign)", "/[<>\"']/g, (sign)", "An ampersand would break a feed."],
  ),
];

const pictures = [
  mutantsOf(
    "lib/output/badge.ts",
    ["badges/label"],
    ["reviewNote(label).length > 0", "false", "A stranger could make our badge say anything."],
    ["LABEL_MAX = 40", "LABEL_MAX = 41", "A label would be too long."],
  ),
  mutantsOf(
    "lib/output/embed.ts",
    ["badges/embed-page"],
    ["frame-ancestors *", "frame-ancestors 'self'", "No other site could show the frame."],
    ['indicator === "none"', 'indicator === "minor"', "A frame would be silent amid trouble."],
  ),
];

const statuspage = [
  mutantsOf(
    "lib/output/statuspage/components.ts",
    ["statuspage/status", "statuspage/summary"],
    ['UNKNOWN: "degraded_performance"', 'UNKNOWN: "operational"', "Unknown would read as green."],
    ["36n ** 12n", "36n ** 11n", "Every id would change.", "statuspage/ids"],
    [
      "Math.max(startsAt, createdAt)",
      "startsAt",
      "A late announcement would predate itself.",
      "statuspage/maintenances",
    ],
  ),
  mutantsOf(
    "lib/output/statuspage/incidents.ts",
    ["statuspage/incidents"],
    ['incident.severity !== "maintenance"', "true", "Maintenance would be an incident."],
    ["if (severity === null) here", "if (false) here", "A component would never recover."],
  ),
  mutantsOf(
    "lib/output/statuspage/routes.ts",
    ["statuspage/summary", "statuspage/maintenances"],
    ['(all, "scheduled", "running"),', '(all, "running"),', "The summary would not announce maintenance."],
  ),
];

export const OUTPUT = [projection, feeds, pictures, statuspage].flat(2);
