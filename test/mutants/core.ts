import { mutantsOf } from "./mutant";

const ENGINE = "lib/core/engine";

const engine = [
  mutantsOf(
    `${ENGINE}/precedence.ts`,
    ["engine/prober", "engine/tickets", "engine/transitions"],
    ["STREAK = 3", "STREAK = 2", "Two failures in a row would be DOWN."],
    [
      'failStreak >= STREAK ? "DOWN" : worstState',
      "failStreak > 99 ? null : worstState",
      "A ticket would hide an outage.",
      "engine/survivors",
    ],
    [
      '(reading === "UNKNOWN" && surface.hasProbe)',
      "false",
      "A silent partner would outvote a probe.",
      "engine/survivors",
    ],
    [
      "claim.source === surface.source",
      "claim.source !== surface.source",
      "Among equal claims the source would change with each report.",
      "engine/survivors",
    ],
  ),
  mutantsOf(
    `${ENGINE}/decide.ts`,
    ["engine/audit", "engine/laws-record", "engine/laws-state"],
    ["Math.max(now, surface.updatedAt)", "now", "A late clock would write rows before the last one."],
    [
      ' || kind === "note" || kind === "ticket"',
      "",
      "An operator's note would leave no trace in the log.",
      "engine/survivors",
    ],
  ),
  mutantsOf(
    `${ENGINE}/override.ts`,
    ["engine/incidents", "engine/manual", "engine/release"],
    ["previous?.since ?? at", "at", "A second pin would forget when the first began."],
    ["(previous ? 0 : 1)", "1", "A second write on a pin would be another incident.", "engine/survivors"],
    ["surface.tickets.length > 0,\n", "false,\n", "An operator's OPERATIONAL would not hold against open tickets."],
    [
      "surface.partner.reading !== null",
      "false",
      "An operator's OPERATIONAL would not hold against a partner.",
      "engine/survivors",
    ],
  ),
  mutantsOf(
    `${ENGINE}/prober.ts`,
    ["engine/prober", "engine/partner", "engine/partner-memory"],
    ["result.at <= surface.probe.lastAt", "result.at < surface.probe.lastAt", "One result could count twice."],
    ["FAILED_POLLS = 3", "FAILED_POLLS = 2", "Two failed polls would silence a partner."],
    [
      "surface.partner.failedPolls === 0 ? successClaim(surface) : null",
      "successClaim(surface)",
      "A partner's silence would turn a surface green.",
      "engine/partner",
      "engine/partner-memory",
      "engine/findings",
    ],
  ),
  mutantsOf(
    `${ENGINE}/settle.ts`,
    ["engine/probe-gap", "engine/schedule-silence", "engine/schedule"],
    ["const GAP_MS = 90_000", "const GAP_MS = 91_000", "Silence would be noticed a second late."],
    ["READ_GAP_MS = 120_000", "READ_GAP_MS = 150_000", "Readers would see a dead probe's green half a minute longer."],
    [
      "settle(surface, now, READ_GAP_MS)",
      "settle(surface, now)",
      "Reads would not wait for a tick.",
      "engine/probe-gap",
    ],
    ["from: at + 1", "from: at", "At exactly 90 s a surface would already be lost."],
    ["Math.max(due.at, at)", "due.at", "A late change would be dated before what it follows.", "engine/laws-record"],
  ),
  mutantsOf(
    `${ENGINE}/states.ts`,
    ["engine/tickets", "statuspage/status"],
    [
      '"PARTIAL", "DEGRADED", "MAINTENANCE", "UNKNOWN"',
      '"DEGRADED", "PARTIAL", "MAINTENANCE", "UNKNOWN"',
      "The ranking.",
    ],
    ['?? "UNKNOWN"', '?? "OPERATIONAL"', "Nothing at all would be green.", "engine/survivors"],
  ),
  mutantsOf(
    `${ENGINE}/surface.ts`,
    ["engine/tickets", "engine/note", "engine/laws-state"],
    ["a.updatedAt > b.updatedAt", "a.updatedAt < b.updatedAt", "The oldest ticket's note would be shown."],
    [
      "verdict.state === surface.state ? surface.stateSince : at",
      "at",
      "A state's age would restart with each report.",
    ],
  ),
  mutantsOf(
    `${ENGINE}/tickets.ts`,
    ["engine/ticket-order", "engine/tickets", "engine/ticket-reads"],
    ["updatedAt < known.updatedAt", "updatedAt <= known.updatedAt", "Two updates within one second would be one."],
    ["if (seen.fingerprint === known.fingerprint)", "if (false)", "A replayed delivery would be written again."],
    ["known.open && isMoved ? known.surfaceId", "false ? null", "A moved ticket would hold two surfaces."],
    ["!seen.isAnswer && isOlder", "isOlder", "FreeScout's own answer would be taken for an old delivery."],
    ["seen.isCustomerReply && !known.open", "false", "A customer's reply would reopen an incident."],
    ["known.downgraded && known.open", "false", "A customer's reply would turn a recovered surface red."],
    ["Math.max(known?.updatedAt ?? 0, readUntil)", "(known?.updatedAt ?? 0)", "An old delivery would win over a read."],
    ["!wasSetBack(known", "wasSetBack(known", "An old retry of a desk that is ahead would reopen a ticket."],
    [
      "lastOk === true",
      "lastOk !== false",
      "A closed ticket would turn an unprobed surface green.",
      "engine/survivors",
    ],
  ),
  mutantsOf(
    `${ENGINE}/windows.ts`,
    ["engine/schedule", "engine/schedule-end", "engine/windows"],
    ["Math.max(...runningWindows", "Math.min(...runningWindows", "Maintenance would promise the earlier of two ends."],
    ["lastAt < end", "lastAt <= end", "A probe at the very end of maintenance would not count.", "engine/survivors"],
    ['state: "DOWN", source', 'state: "DEGRADED", source', "What comes back broken would be a small matter."],
  ),
  mutantsOf(
    `${ENGINE}/periods.ts`,
    ["uptime/read-page#the night's work"],
    [
      "HISTORY_DAYS = 90",
      "HISTORY_DAYS = 89",
      "A day of history would be missing.",
      "uptime/read-page#a page with history",
    ],
    ["INCIDENT_DAYS = 30", "INCIDENT_DAYS = 14", "Incidents would be archived after two weeks."],
  ),
];

const uptime = [
  mutantsOf(
    "lib/core/uptime/days.ts",
    ["uptime/uptime-percent", "uptime/days"],
    ["- 2 * DOWN - PARTIAL", "- 2 * DOWN - 2 * PARTIAL", "A partial outage would count as a whole one."],
    ["(hundredths - (hundredths % judgedHalves))", "hundredths", "99.996 % would read 100 %."],
    ['STATES.filter((state) => state !== "MAINTENANCE")', "STATES", "Maintenance would hide an unknown day."],
    ["Math.max(now, today + 1)", "now", "At midnight there would be no today."],
    ["(count - 1) * DAY_MS", "count * DAY_MS", "Bars would show a day too many."],
  ),
  mutantsOf(
    "lib/core/uptime/packed-days.ts",
    ["uptime/packed-days", "uptime/close-days", "uptime/surface-days", "uptime/laws"],
    ["PACKED_DAYS = 730", "PACKED_DAYS = 365", "The second year would be forgotten."],
    ["sort((a, b) => ms[b] - ms[a])", "sort((a, b) => ms[a] - ms[b])", "A day's letter would be the shortest state's."],
    ["days.slice(-30)", "days.slice(-31)", "A month would have 31 days.", "uptime/projections"],
    ["Math.max(to, closedTo)", "to", "A night run late would shift all days.", "uptime/close-days"],
  ),
];

const market = [
  mutantsOf(
    "lib/core/market/calendar.ts",
    ["market/published-calendar", "market/trading-day"],
    ["nthMonday(year, 1, 3)", "nthMonday(year, 1, 2)", "The market would be open on Martin Luther King Day."],
    ['"2025-01-09"', '"2025-01-10"', "A day of mourning would be on the wrong day."],
    ["daysAfterMarch22 - 2", "daysAfterMarch22 - 1", "Good Friday would be a Saturday."],
  ),
  mutantsOf(
    "lib/core/market/market-time.ts",
    ["market/market-time"],
    ['early ? "13:00" : "16:00"', '"16:00"', "Early closes would be missed."],
    ["atMs <= now", "atMs < now", "At 09:30 the market would not be open yet."],
  ),
];

const POLICY = "lib/core/note-policy";

const policy = [
  mutantsOf(
    `${POLICY}/note.ts`,
    ["policy/cut-note", "policy/redact-note"],
    ["NOTE_MAX = 280", "NOTE_MAX = 281", "A note would be longer than its column."],
    [
      "index + segment.length > max",
      "index + segment.length >= max",
      "A note of full length would lose its last sign.",
    ],
    ["rules.size === 0", "rules.size < 2", "A sentence that breaks one rule would be published."],
  ),
  mutantsOf(
    `${POLICY}/note-policy.ts`,
    ["policy/sentences"],
    ["new Set([text, mixedWordsAsLatin(text)])", "new Set([text])", "A host in look-alike letters would be published."],
    [
      "new Set([text, mixedWordsAsLatin(text)])",
      "new Set([mixedWordsAsLatin(text)])",
      "A host that looks like a public one would be published.",
    ],
  ),
  mutantsOf(
    `${POLICY}/ticket-references.ts`,
    ["policy/sentences"],
    ["    HASH,\n", "", "Ticket numbers would be published."],
  ),
  mutantsOf(
    `${POLICY}/credentials.ts`,
    ["policy/sentences"],
    ["  ...findSpans(text, PEM),\n", "", "The head of a private key would be published."],
    ["  ...findSpans(text, USERINFO),\n", "", "A password in an address would be published."],
  ),
];

export const CORE = [engine, uptime, market, policy].flat(2);
