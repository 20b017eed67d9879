import { describe, expect, it } from "vitest";
import { foldDays, groupByDay } from "@/components/status/incident-days";
import type { Incident } from "@/components/status/page-data";

const incident = (id: string, openedAt: string): Incident => ({
  id,
  surface_id: "app-raxx-app",
  surface_display_name: "Raxx App",
  severity: "degraded",
  opened_at: openedAt,
  resolved_at: "2026-04-28T12:00:00Z",
  public_note: null,
});

const incidents = [
  incident("inc_00001", "2026-04-20T00:00:00Z"),
  incident("inc_00002", "2026-04-25T23:59:59Z"),
  incident("inc_00003", "2026-04-25T10:00:00Z"),
];

describe("past incidents", () => {
  it("are grouped by the UTC day on which they began, newest first", () => {
    const days = groupByDay(incidents).map(({ day, incidents: list }) => [day, list.map(({ id }) => id)]);
    expect(days).toEqual([
      ["2026-04-25", ["inc_00002", "inc_00003"]],
      ["2026-04-20", ["inc_00001"]],
    ]);
  });

  it("are folded by whole days once enough are shown", () => {
    const days = groupByDay(incidents);
    expect(foldDays(days, 1)).toEqual({ shown: days.slice(0, 1), folded: days.slice(1) });
    expect(foldDays(days, 8)).toEqual({ shown: days, folded: [] });
    expect(foldDays([], 8)).toEqual({ shown: [], folded: [] });
  });
});
