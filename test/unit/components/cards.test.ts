import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ActiveItem } from "@/components/status/active-item";
import type { PageData, Surface } from "@/components/status/page-data";
import { PastIncidents } from "@/components/status/past-incidents";
import { DayCard } from "@/components/uptime/day-card";
import { emptyTally } from "@/lib/core/uptime/days";
import { english } from "./english";
import { surfaceWith } from "./surface";

const NOW = "2026-04-28T14:30:00Z";
const textOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

describe("a card of the open page", () => {
  const card = (was: Surface, is: Surface) =>
    textOf(
      renderToStaticMarkup(createElement(ActiveItem, { messages: english, group: [was], surfaces: [is], now: NOW })),
    );
  const isWell = surfaceWith();

  it("says that maintenance which ends is completed, and that an outage is resolved", () => {
    const inMaintenance = surfaceWith({ state: "MAINTENANCE", maintenance_until: NOW });
    expect(card(inMaintenance, isWell)).toContain("Completed");
    expect(card(surfaceWith({ state: "DOWN" }), isWell)).toContain("Resolved");
  });

  it("says that we know where nobody has written, and no description of the service", () => {
    const isDown = surfaceWith({ state: "DOWN" });
    expect(card(isDown, isDown)).toContain("We know about this and are looking into it.");
    expect(card(isDown, isDown)).not.toContain(isDown.public_description);
    const isNoted = { ...isDown, public_note: "Logins fail." };
    expect(card(isNoted, isNoted)).toMatch(/Logins fail\.(?!.*We know)/);
  });
});

it("Past incidents are five lines, and a way to the others by their number", () => {
  const incidents = Array.from({ length: 9 }, (_, i) => ({
    id: `inc_${10 + i}`,
    surface_id: "app-raxx-app",
    surface_display_name: "Raxx App",
    severity: "down" as const,
    opened_at: `2026-04-${10 + i}T10:00:00Z`,
    resolved_at: `2026-04-${10 + i}T10:05:00Z`,
    public_note: null,
  }));
  const data = { incidents, active_incidents: [], told_in: {}, lists_known: true } as unknown as PageData;
  const html = renderToStaticMarkup(createElement(PastIncidents, { messages: english, data, isFolded: false }));
  expect(html.match(/href="\/incidents\//g)).toHaveLength(5);
  expect(textOf(html)).toMatch(/4 more/);
  expect(html).toContain('href="/history"');
});

it("A day's card leads to its incidents, and to where measured outages are listed", () => {
  const midnight = Date.UTC(2026, 3, 28);
  const day = { messages: english, midnight, worst: "DOWN", isToday: false, ms: emptyTally() } as const;
  const events = [
    { id: "inc_7", state: "DOWN", from: midnight, to: midnight + 60_000 },
    { state: "DOWN", from: midnight + 120_000, to: null },
  ] as const;
  const linksOf = (measuredAt?: string) =>
    [
      ...renderToStaticMarkup(createElement(DayCard, { ...day, events, ...(measuredAt && { measuredAt }) })).matchAll(
        /<a [^>]*href="([^"]+)"/g,
      ),
    ].map(([, href]) => href);
  expect(linksOf("/surfaces/api#measured")).toEqual(["/incidents/inc_7", "/surfaces/api#measured"]);
  expect(linksOf()).toEqual(["/incidents/inc_7"]);
});
