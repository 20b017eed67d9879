import type { Category, State } from "@/lib/engine/states";
import type { MarketTime } from "@/lib/schemas/public";

type StateTexts = Record<State, string>;

/** Who a banner clause is about: named surfaces, every owned one, or every one there is. */
export type Subject = { names: string; count: number } | "every-owned" | "everything";

const subjectText = (subject: Subject): string => {
  if (subject === "everything") return "All systems";
  return subject === "every-owned" ? "All Raxx services" : subject.names;
};
const has = (subject: Subject): string => (typeof subject === "object" && subject.count === 1 ? "has" : "have");
const is = (subject: Subject): string => (typeof subject === "object" && subject.count === 1 ? "is" : "are");

const unconfirmed = (subject: Subject): string => {
  if (subject === "everything") return "any system";
  return subject === "every-owned" ? "Raxx services" : subject.names;
};

/**
 * Every text of the status page, in English; the frame's are in `components/ui/site-copy.ts`, so that error pages, which
 * the browser always loads, do not carry these. Spec §2.3 holds in both: nothing looks ahead.
 */
export const copy = {
  locale: "en-US",
  states: {
    OPERATIONAL: "Operational",
    DEGRADED: "Degraded performance",
    PARTIAL: "Partial outage",
    DOWN: "Service disruption",
    MAINTENANCE: "Scheduled maintenance",
    UNKNOWN: "Status unknown",
  } satisfies StateTexts,
  meanings: {
    OPERATIONAL: "Fully functional.",
    DEGRADED: "Functional, but impaired.",
    PARTIAL: "A part of the functionality is unavailable.",
    DOWN: "Not functional.",
    MAINTENANCE: "Planned downtime.",
    UNKNOWN: "No data, or a gap in our monitoring.",
  } satisfies StateTexts,
  categories: {
    owned: "Raxx services",
    upstream_3p: "Services we rely on",
    downstream_3p: "Markets & brokerage",
  } satisfies Record<Category, string>,
  banner: {
    allWell: "All systems operational",
    ownedWell: "All Raxx services are operational",
    ownedWellBut: (clause: string) => `Raxx services are operational; ${clause}`,
    clause: {
      DOWN: (subject: Subject) => `${subjectText(subject)} ${has(subject)} a service disruption`,
      PARTIAL: (subject: Subject) => `${subjectText(subject)} ${has(subject)} a partial outage`,
      DEGRADED: (subject: Subject) => `${subjectText(subject)} ${has(subject)} degraded performance`,
      MAINTENANCE: (subject: Subject) => `${subjectText(subject)} ${is(subject)} under scheduled maintenance`,
      UNKNOWN: (subject: Subject) => `We can’t confirm the status of ${unconfirmed(subject)}`,
    } satisfies Record<Exclude<State, "OPERATIONAL">, (subject: Subject) => string>,
    moreNames: (count: number) => `${count} more`,
    also: "Also affected",
    lastKnown: "Last known status",
    lastKnownTab: (text: string) => `Last known: ${text}`,
  },
  freshness: {
    at: "Updated",
    now: "Updated just now",
    ago: (age: string) => `Updated ${age} ago`,
    failed: "the latest refresh failed",
  },
  stale: {
    title: "This status is not current.",
    reason: "Newer data could not be loaded.",
    asOf: "Shown as of",
    reload: "Reload the page",
  },
  live: {
    state: (name: string, label: string) => `${name}: ${label}.`,
    note: (name: string) => `${name}: the note changed.`,
    ticketOpened: (name: string) => `${name}: an issue is pending.`,
    ticketClosed: (name: string) => `${name}: no issue is pending.`,
    more: (count: number) => `${count} more changes.`,
  },
  active: {
    incidents: "Active incidents",
    maintenance: "Maintenance in progress",
    since: "Since",
    until: "Until",
    lasting: (duration: string) => `for ${duration}`,
  },
  surface: {
    more: (name: string) => `History of ${name}`,
    pending: "Pending issue",
    tally: (operational: number, total: number) => `${operational} of ${total} operational`,
    since: "Since",
    sinceInline: "since",
    lastChecked: "Last checked",
    lastCheckedInline: "checked",
    neverChecked: "Not checked directly",
    maintenanceUntil: "Maintenance until",
    untilInline: "until",
  },
  past: {
    title: "Past incidents",
    range: "Resolved in the last 30 days. Days are cut at midnight UTC.",
    none: "No incidents in the last 30 days.",
    lasted: (duration: string) => `lasted ${duration}`,
  },
  fold: { incidents: (count: number) => (count === 1 ? "Show 1 more" : `Show ${count} more`) },
  market: {
    title: "US market hours",
    newYork: "New York (ET)",
    utc: "UTC",
    et: "ET",
    states: {
      open: "Market open",
      closed: "Market closed",
      "pre-market": "Pre-market session",
      "after-hours": "After-hours session",
      holiday: "Market holiday",
    } satisfies Record<MarketTime["market_state"], string>,
    events: {
      pre_market_open: "Pre-market opens",
      market_open: "Market opens",
      market_close: "Market closes",
      after_hours_close: "After-hours session ends",
    } satisfies Record<MarketTime["next_event"]["event"], string>,
  },
  legend: { title: "What the states mean" },
  age: {
    seconds: (count: number) => `${count} s`,
    minutes: (count: number) => `${count} min`,
    hours: (count: number) => `${count} h`,
    days: (count: number) => `${count} d`,
  },
} as const;
