import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { messagesFor } from "@/components/messages/messages-for";
import { DayList } from "@/components/uptime/day-list";
import { DayStrip } from "@/components/uptime/day-strip";
import { UptimeFigures } from "@/components/uptime/uptime-figures";
import { UpcomingMaintenance } from "@/components/windows/upcoming-maintenance";
import { DAY_MS } from "@/lib/core/engine/periods";
import { type Day, emptyTally, lastDays, listMidnights } from "@/lib/core/uptime/days";
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
  const strip = (bars: string, uptime90: number | null) =>
    html(createElement(DayStrip, { messages, surface: { bars, uptime30: uptime90, uptime90 } }));

  it("sums up in words what it shows, and has one path for each condition that occurs", () => {
    const markup = strip(`${"-".repeat(40)}${"O".repeat(46)}DPGU`, 99.95);
    expect(markup).toContain('role="img"');
    expect(markup).toContain("Last 90 days: 99.95% uptime, issues on 3 of 50 days with data");
    expect([...markup.matchAll(/<path data-state="(\w+)"/g)].map(([, state]) => state).sort()).toEqual(
      ["DEGRADED", "DOWN", "NO_DATA", "OPERATIONAL", "PARTIAL", "UNKNOWN"].sort(),
    );
  });

  it("says so where there is no uptime to tell", () => {
    const markup = strip("-".repeat(90), null);
    expect(markup).toContain("Last 90 days: no uptime recorded");
    expect(textOf(markup)).toBe("No data");
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
  const markup = html(createElement(DayList, { messages, days }));
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

  it("tells for how long each condition lasted, the longest first", () => {
    expect(textOf(`<li ${items[85]}`)).toBe(
      "Nov 16, 2026 UTC Partial outage Operational 23 h 48 min Partial outage 12 min",
    );
    expect(textOf(`<li ${items[86]}`)).toContain("Service disruption 1 s");
    expect(textOf(`<li ${items[89]}`)).toBe("Nov 20, 2026 Today so far (UTC) Operational Operational 10 h 30 min");
  });

  it("marks where it begins and where each month does", () => {
    const marked = items.flatMap((item) => /<span aria-hidden="true">([^<]+)/.exec(item)?.[1] ?? []);
    expect(marked).toEqual(["Aug", "Sep", "Oct", "Nov"]);
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
  const list = (windows: PublicWindow[]) => html(createElement(UpcomingMaintenance, { messages, now: NOW, windows }));

  it("shows five, folds the rest, and leaves what runs to the surfaces", () => {
    const markup = list([window(0, "running"), ...Array.from({ length: 7 }, (_, i) => window(i + 1, "scheduled"))]);
    const [shown = "", folded = ""] = markup.split("<details");
    expect([shown.match(/<h3/g)?.length, folded.match(/<h3/g)?.length]).toEqual([5, 2]);
    expect(folded).toContain("Show 2 more");
    expect(markup).not.toContain("Service 0");
    expect(markup).toContain('href="/maintenance.ics"');
    expect(textOf(shown)).toContain(
      "Service 1 and Docs Nov 21, 10:30 – 12:00 UTC Duration: 1 h 30 min Database upgrade.",
    );
  });

  it("is nothing where nothing is scheduled", () => {
    expect(list([window(0, "running")])).toBe("");
  });
});
