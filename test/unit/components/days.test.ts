import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { HistoryCalendar } from "@/components/history/history-calendar";
import { messagesFor } from "@/components/messages/messages-for";
import { DayList } from "@/components/uptime/day-list";
import { DayStrip } from "@/components/uptime/day-strip";
import { UptimeFigures } from "@/components/uptime/uptime-figures";
import { UpcomingMaintenance } from "@/components/windows/upcoming-maintenance";
import { DAY_MS } from "@/lib/core/engine/periods";
import { type Day, emptyTally, lastDays, listMidnights } from "@/lib/core/uptime/days";
import { parseStrip } from "@/lib/core/uptime/strip";
import type { PublicWindow } from "@/lib/schemas/maintenance";

const messages = messagesFor("en");
const html = (element: ReactElement) => renderToStaticMarkup(element);
const textOf = (markup: string) =>
  markup
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

const NOW = Date.parse("2026-11-20T10:30:00Z");
const MINUTE = 60_000;

describe("a strip of days", () => {
  const strip = (bars: string, uptime90: number | null | undefined) =>
    html(createElement(DayStrip, { messages, bars: parseStrip(bars), figures: { uptime90 }, last: 20_000 }));

  it("sums up in words what it shows, and has one path for each condition that occurs", () => {
    const markup = strip(`${"-".repeat(40)}${"O".repeat(46)}DOp1GU`, 99.95);
    expect(markup).toContain('role="img"');
    expect(markup).toContain("Last 90 days: 99.95% uptime, issues on 3 of 50 days with data");
    expect([...markup.matchAll(/<path data-state="(\w+)"/g)].map(([, state]) => state).sort()).toEqual(
      ["DEGRADED", "DOWN", "NO_DATA", "OPERATIONAL", "PARTIAL", "UNKNOWN"].sort(),
    );
  });

  it("says so where there is no uptime to tell, or none that is public", () => {
    expect(strip("-".repeat(90), null)).toContain("Last 90 days: less than a day of data");
    expect(strip(`${"O".repeat(29)}D`, undefined)).toContain("Last 30 days: issues on 1 of 30 days with data");
  });
});

describe("a list of days", () => {
  const days = listMidnights(lastDays(90, NOW)).map((midnight, i): Day => {
    const whole = i === 89 ? NOW - midnight : DAY_MS;
    if (i < 80) return { midnight, ms: { ...emptyTally(), NO_DATA: whole } };
    const partial = i === 85 ? 12 * MINUTE : 0;
    return {
      midnight,
      ms: { ...emptyTally(), OPERATIONAL: whole - partial, PARTIAL: partial, DOWN: i === 86 ? 1 : 0 },
    };
  });
  const outage = {
    state: "PARTIAL" as const,
    from: days[85]?.midnight ?? 0,
    to: (days[85]?.midnight ?? 0) + 12 * MINUTE,
  };
  const events = [outage, { ...outage, id: "inc_00007", to: null }];
  const markup = html(createElement(DayList, { messages, days, events }));
  const items = markup.split("<li ").slice(1);

  it("has a button for each day, which names its date and worst condition and shows a popover without scripts", () => {
    expect(items).toHaveLength(90);
    for (const item of items) {
      const [, target] = /popoverTarget="([^"]+)"/i.exec(item) ?? [];
      expect(item).toContain(`<div popover="auto" id="${target}"`);
    }
    expect(items[0]).toContain('aria-label="Aug 23, 2026: No data"');
    expect(items[85]).toContain('aria-label="Nov 16, 2026: Partial outage"');
    expect(items[85]).toContain('data-state="PARTIAL"');
  });

  it("tells for how long each condition lasted, the longest first, and what explains it", () => {
    expect(textOf(`<li ${items[85]}`)).toBe(
      "16 Nov 16, 2026 UTC Partial outage Operational 23 h 48 min Partial outage 12 min " +
        "Measured: Partial outage Nov 16, 00:00 – 00:12 UTC Incident: Partial outage Since Nov 16, 00:00 UTC",
    );
    expect(items[85]).toContain('href="/incidents/inc_00007"');
    expect(items[84]).not.toContain("Measured");
    expect(textOf(`<li ${items[86]}`)).toContain("Service disruption 1 s");
    expect(textOf(`<li ${items[89]}`)).toContain("Nov 20, 2026 Today so far (UTC) Operational Operational 10 h 30 min");
  });

  it("is a calendar by month, whose first days stand under their weekday", () => {
    const months = markup.split("<h3>").slice(1);
    expect(months.map((month) => month.split("<")[0])).toEqual([
      "August 2026",
      "September 2026",
      "October 2026",
      "November 2026",
    ]);
    const columns = (text: string) => [...text.matchAll(/data-column="(\d)"/g)].map(([, column]) => Number(column));
    expect(columns(markup)).toEqual([1, 3, 5, 1]);
    const german = html(createElement(DayList, { messages: messagesFor("de"), days, events }));
    expect(columns(german)).toEqual([7, 2, 4, 7]);
    expect([markup, german].map((text) => textOf(text.split("<p ")[1]?.split("</p>")[0] ?? "").slice(-13))).toEqual([
      "S M T W T F S",
      "M D M D F S S",
    ]);
  });
});

describe("the calendar of the history", () => {
  const surface = { surfaceId: "api", surfaceName: "API" };
  const incident = (id: string, openedAt: number, resolvedAt: number | null) => {
    const shown = { id, severity: "down" as const, openedAt, resolvedAt, note: null, title: "API: Service disruption" };
    return { ...shown, surfaces: [{ id: "api", name: "API", severity: "down" as const, openedAt, resolvedAt }] };
  };
  const [day, hour] = [NOW - (NOW % DAY_MS), 60 * MINUTE];
  const props = {
    messages,
    calendar: { strip: `${"O".repeat(27)}Od2OO`, last: day / DAY_MS },
    surfaceName: undefined,
    incidents: [
      incident("inc_00002", day - 2 * DAY_MS + hour, day - DAY_MS + hour),
      incident("inc_00001", day - 9 * DAY_MS, null),
    ],
    measured: [
      {
        ...surface,
        state: "DOWN" as const,
        source: "prober" as const,
        from: day - 2 * DAY_MS,
        to: day,
        changedAt: day,
      },
    ],
  };
  const linksOf = (element: ReactElement) =>
    [...html(element).matchAll(/<a href="([^"]+)" class="day" aria-label="([^"]+)"/g)].map(([, href, label]) => [
      href,
      label,
    ]);

  it("leads from each day on which something lasted to the newest of it, by its date, state and number", () => {
    const links = linksOf(createElement(HistoryCalendar, props));
    expect(links).toHaveLength(10);
    expect(links[0]).toEqual(["#inc_00001", "Nov 11, 2026: Operational, 1 entry"]);
    expect(links.slice(-3)).toEqual([
      ["#inc_00002", "Nov 18, 2026: Service disruption, 3 entries"],
      ["#inc_00002", "Nov 19, 2026: Operational, 3 entries"],
      ["#inc_00001", "Nov 20, 2026: Operational, 1 entry"],
    ]);
  });

  it("says of the other days what they were, and which days they are", () => {
    const markup = html(createElement(HistoryCalendar, { ...props, incidents: [], measured: [] }));
    expect(markup).not.toContain("<a ");
    expect(markup).toContain('aria-label="Nov 18, 2026: Service disruption"');
    expect(markup.match(/role="img"/g)).toHaveLength(30);
    expect(textOf(markup)).toContain("Last 30 days");
  });
});

describe("uptime figures", () => {
  it("stand beside the formula, with what counts and what is left out", () => {
    const text = textOf(html(createElement(UptimeFigures, { messages, figures: { uptime30: 100, uptime90: null } })));
    expect(text).toContain("Last 30 days 100% Last 90 days No data");
    expect(text).toContain("Downtime counts in full, partial outages count half");
    expect(text).toContain("Maintenance and gaps in monitoring are left out. Days are in UTC.");
  });
});

describe("the list of scheduled maintenance", () => {
  const window = (i: number, phase: PublicWindow["phase"]): PublicWindow => ({
    id: `win_${i}`,
    surface_ids: ["one", "two"],
    surface_display_names: [`Service ${i}`, "Docs"],
    starts_at: new Date(NOW + i * DAY_MS).toISOString(),
    ends_at: new Date(NOW + i * DAY_MS + 90 * MINUTE).toISOString(),
    phase,
    public_note: i === 1 ? "Database upgrade." : null,
  });
  const list = (windows: PublicWindow[]) =>
    html(createElement(UpcomingMaintenance, { messages, isFolded: false, now: NOW, windows }));

  it("shows five, folds the rest, and leaves what runs to the surfaces", () => {
    const markup = list([window(0, "running"), ...Array.from({ length: 7 }, (_, i) => window(i + 1, "scheduled"))]);
    const [shown = "", folded = ""] = markup.split("<details");
    expect([shown.match(/<h3/g)?.length, folded.match(/<h3/g)?.length]).toEqual([5, 2]);
    expect(folded).toContain("Show 2 more");
    expect(markup).not.toContain("Service 0");
    expect(markup).toContain('href="/maintenance.ics"');
    expect(textOf(shown)).toContain(
      "Service 1 and Docs Nov 21, 10:30 – 12:00 UTC · Duration: 1 h 30 min Database upgrade.",
    );
  });

  it("is nothing where nothing is scheduled", () => {
    expect(list([window(0, "running")])).toBe("");
  });
});
