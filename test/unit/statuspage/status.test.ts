import { describe, expect, it } from "vitest";
import { en } from "@/components/messages/en";
import { CATEGORIES, STATES } from "@/lib/core/engine/states";
import { GROUP_NAMES } from "@/lib/output/statuspage/components";
import { isStatuspagePath, STATUSPAGE_ROUTES } from "@/lib/output/statuspage/routes";
import { overallStatus } from "@/lib/output/surfaces";
import { STATE_LABELS } from "@/lib/output/text";
import { at, historyWith, incidentWith, pageIn, surfaceWith, windowWith } from "./world";

const statusOf = STATUSPAGE_ROUTES["status.json"];
const componentsOf = STATUSPAGE_ROUTES["components.json"];

describe("the rollup", () => {
  it.each([
    ["OPERATIONAL", "none", "All Systems Operational"],
    ["UNKNOWN", "minor", "Status Unknown"],
    ["MAINTENANCE", "maintenance", "Service Under Maintenance"],
    ["DEGRADED", "minor", "Partially Degraded Service"],
    ["PARTIAL", "major", "Partial System Outage"],
    ["DOWN", "critical", "Major Service Outage"],
  ] as const)("of a page that is %s is %s, “%s”", (state, indicator, description) => {
    expect(statusOf(pageIn(state)).status).toEqual({ indicator, description });
  });

  it("follows the verdict, not the worst of our own surfaces", () => {
    const { status } = statusOf(historyWith({ overall: "OPERATIONAL", verdict: "DOWN" }));
    expect(status).toEqual({ indicator: "critical", description: "Major Service Outage" });
  });
});

it("v1's overall status is the worst of our own surfaces, whatever a partner's or a vendor's is", () => {
  const others = CATEGORIES.filter((category) => category !== "owned");
  const surfaces = others.map((category) => surfaceWith({ category, state: "DOWN" }));
  expect(overallStatus([...surfaces, surfaceWith({ state: "DEGRADED" }), surfaceWith()])).toBe("DEGRADED");
});

describe("a component", () => {
  it.each([
    ["OPERATIONAL", "operational"],
    ["UNKNOWN", "degraded_performance"],
    ["MAINTENANCE", "under_maintenance"],
    ["DEGRADED", "degraded_performance"],
    ["PARTIAL", "partial_outage"],
    ["DOWN", "major_outage"],
  ] as const)("whose surface is %s is %s, and so is its group", (state, status) => {
    const said = componentsOf(pageIn(state)).components.map((component) => component.status);
    expect(new Set(said)).toEqual(new Set([status]));
  });

  it("counts its position within its category, and groups come in the page's order", () => {
    const surfaces = [
      surfaceWith({ id: "trade-execution", category: "downstream_3p" }),
      surfaceWith({ id: "app-raxx-app", display_name: "Raxx App" }),
      surfaceWith({ id: "cloudflare", category: "upstream_3p" }),
      surfaceWith({ id: "demo-raxx-app", display_name: "Demo" }),
    ];
    const { components } = componentsOf(historyWith({ surfaces }));
    expect(components.map(({ name, position, group }) => [name, position, group])).toEqual([
      ["Raxx services", 1, true],
      ["Raxx App", 1, false],
      ["Demo", 2, false],
      ["Services we rely on", 2, true],
      ["API Service", 1, false],
      ["Markets & brokerage", 3, true],
      ["API Service", 1, false],
    ]);
  });

  it("belongs to the group that names it, and to no other", () => {
    const { components } = componentsOf(pageIn("OPERATIONAL"));
    for (const group of components.filter((component) => component.group)) {
      const children = components.filter((component) => component.group_id === group.id).map(({ id }) => id);
      expect(group.components).toEqual(children);
    }
  });

  it("is listed in no group when there are no surfaces", () => {
    expect(componentsOf(historyWith({ surfaces: [], overall: "UNKNOWN" })).components).toEqual([]);
  });
});

describe("the page", () => {
  const updatedAt = (change: Parameters<typeof historyWith>[0]) => statusOf(historyWith(change)).page.updated_at;

  it("is as old as its newest change, not as the request", () => {
    expect(updatedAt({})).toBe("2026-11-02T08:30:00.000Z");
    expect(updatedAt({ now: at("2027-01-01T00:00:00Z") })).toBe("2026-11-02T08:30:00.000Z");
  });

  it.each([
    ["an incident's word", { incidents: [incidentWith()] }, "2026-11-18T13:40:00.000Z"],
    ["a window's announcement", { windows: [windowWith()] }, "2026-11-10T09:00:00.000Z"],
    [
      "a window's start",
      { windows: [windowWith({ phase: "running", startsAt: at("2026-11-18T14:00:00Z") })] },
      "2026-11-18T14:00:00.000Z",
    ],
    [
      "a window's end",
      { windows: [windowWith({ phase: "ended", endsAt: at("2026-11-18T14:05:00Z") })] },
      "2026-11-18T14:05:00.000Z",
    ],
    ["nothing yet", { surfaces: [] }, "2026-04-28T00:00:00.000Z"],
  ] as const)("changes with %s", (_, change, time) => {
    expect(updatedAt(change)).toBe(time);
  });
});

describe("the words", () => {
  it("are those of the page's English catalogue", () => {
    for (const state of STATES) expect(STATE_LABELS[state]).toBe(en[`states.${state}`]);
    for (const category of CATEGORIES) expect(GROUP_NAMES[category]).toBe(en[`categories.${category}`]);
    expect(Object.keys(STATE_LABELS).sort()).toEqual([...STATES].sort());
  });

  it.each(["toString", "__proto__", "constructor", "", "summary", "/summary.json", "subscribers.json"])(
    "%j is no path of this API",
    (path) => {
      expect(isStatuspagePath(path)).toBe(false);
    },
  );
});
