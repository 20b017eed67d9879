import { mutantsOf } from "./mutant";

const monitors = [
  mutantsOf(
    "lib/services/monitors/heroku.ts",
    ["monitors/heroku-dynos", "monitors/heroku-api"],
    ["ZERO_MS = 300_000", "ZERO_MS = 240_000", "A restart would page somebody."],
    ["app.may_sleep ? seen.idle : 0", "seen.idle", "A sleeping app would pass for a running one."],
    ["ALERT_AFTER_MS = 1_800_000", "ALERT_AFTER_MS = 900_000", "Heroku's API would alert in half the time."],
  ),
  mutantsOf(
    "lib/services/monitors/checks.ts",
    ["monitors/schedule"],
    ["before.ok !== true || ", "", "A failed nightly check would wait for the next night."],
  ),
  mutantsOf(
    "lib/services/monitors/ask-json.ts",
    ["monitors/ask-json"],
    ["MAX_BYTES = 256 * 1024", "MAX_BYTES = 512 * 1024", "A huge answer would be read."],
    ["!response.ok || !isJson", "!isJson", "An error's body would be taken for an answer."],
  ),
  mutantsOf(
    "lib/services/monitors/sentry.ts",
    ["monitors/sentry"],
    ["accepted > 0 || rateLimited === 0", "accepted > 0", "A day without errors would be unhealthy."],
  ),
  mutantsOf(
    "lib/services/monitors/github.ts",
    ["monitors/github"],
    ["!FAILED.includes(conclusion)", "true", "A failed run would be well."],
  ),
];

const reads = [
  mutantsOf(
    "lib/services/public/read-history.ts",
    ["integration/bounds"],
    [
      "ctx.now - publicHistoryDays(ctx) * DAY_MS",
      "ctx.now - 60 * DAY_MS",
      "Feeds and surface pages would forget a month.",
    ],
  ),
  mutantsOf(
    "lib/services/fallback/read.ts",
    ["fallback/slow"],
    ["READ_BUDGET_MS = 1_000", "READ_BUDGET_MS = 5_000", "Readers would wait five seconds for a slow database."],
    ["PATIENCE_MS = 5_000", "PATIENCE_MS = 1_000", "Without a copy a slow database would read UNKNOWN."],
  ),
  mutantsOf(
    "lib/services/public/read-windows.ts",
    ["uptime/read-page#the windows of a page"],
    ['phase === "running" ? ends_at : starts_at', "starts_at", "While a window runs no copy would be kept."],
  ),
];

const writes = [
  mutantsOf(
    "lib/services/commit.ts",
    ["edge/failures"],
    ["if (statements.length > 0 || unsure) await purgePublic(ctx);", "", "What was written would show after a minute."],
  ),
  mutantsOf(
    "lib/services/public/purge.ts",
    ["edge/failures"],
    [".catch(toRefusal)", "", "A refused purge would fail the write."],
  ),
  mutantsOf(
    "lib/services/probes/probe.ts",
    ["integration/bounds"],
    ["CONNECTIONS = 4", "CONNECTIONS = 6", "Surfaces that hang would leave no connection to the others."],
  ),
  mutantsOf(
    "lib/services/retention/nightly.ts",
    ["uptime/read-page#the night's work"],
    ["RAW_DAYS = 7", "RAW_DAYS = 6", "Raw results would be deleted a day early."],
    ["now % DAY_MS < NIGHTLY_AT_MS", "false", "The night's work would be done at midnight."],
    ["(3 * 60 + 15)", "(3 * 60 + 20)", "The night's work would be due five minutes late.", "monitors/schedule"],
  ),
];

const partners = [
  mutantsOf(
    "lib/integrations/partners/poll-feed.ts",
    ["integration/bounds"],
    ["MAX_REDIRECTS = 2", "MAX_REDIRECTS = 5", "A partner could send us round in circles."],
  ),
  mutantsOf(
    "lib/integrations/partners/format.ts",
    ["partners/garbage", "partners/reading", "partners/rss", "partners/statuspage"],
    ['state === "UNKNOWN") throw', "false) throw", "An empty feed would be a reading."],
    ["!(feed.components ?? []).every(isThere)", "false", "A component that has vanished would read as well."],
  ),
];

export const SERVICES = [monitors, reads, writes, partners].flat(2);
