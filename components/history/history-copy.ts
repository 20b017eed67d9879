import type { IncidentWord } from "./history-data";

/** Every text of the history, of an incident's page and of a surface's page, in English. Spec §2.3: nothing looks ahead. */
export const historyCopy = {
  trail: { label: "Breadcrumb", status: "Current status", history: "History" },
  history: {
    title: "Incident history",
    range: "Incidents of the last 90 days, by the month in which each began. Months are cut at midnight UTC.",
    months: "Months",
    none: "No incidents in the last 90 days.",
  },
  incident: {
    ongoing: "Ongoing",
    title: (surface: string, label: string) => `${surface}: ${label}`,
    ongoingFor: (duration: string) => `for ${duration}`,
    resolvedAfter: (duration: string) => `Resolved after ${duration}`,
    surface: "Surface",
    opened: "Opened",
    resolved: "Resolved",
    notResolved: "Not resolved",
    words: "What we said",
    wordsHint: "Each note as it was shown, oldest first.",
    noWords: "Nothing was said in public.",
  },
  kinds: {
    opened: "Opened",
    updated: "Updated",
    resolved: "Resolved",
    reopened: "Reopened",
  } satisfies Record<IncidentWord["kind"], string>,
  surface: {
    windows: "Maintenance",
    noWindows: "No maintenance is in progress or scheduled.",
    running: "In progress",
    scheduled: "Scheduled",
    alsoOn: (names: string) => `Also on ${names}`,
    incidents: "Incidents",
    incidentsRange: "Last 90 days.",
  },
  follow: {
    title: "Follow",
    all: "Each change of every surface, for the reader that you use.",
    one: (surface: string) => `Each change of ${surface}, for the reader that you use.`,
    feeds: {
      "history.atom": "Atom",
      "history.rss": "RSS",
      "feed.json": "JSON Feed",
      "maintenance.ics": "Calendar of maintenance",
    },
    feedTitle: (feed: string, surface?: string) => `Raxx Status${surface ? `: ${surface}` : ""} (${feed})`,
    badge: "Badge",
    badgeAlt: (surface: string, label: string) => `${surface}: ${label}`,
  },
} as const;
