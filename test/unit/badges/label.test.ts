import { describe, expect, it } from "vitest";
import { cutLabel, overallBadge, shieldsEndpoint, surfaceBadge } from "@/lib/output/badge";
import { surfaceWith } from "../components/surface";

describe("a label", () => {
  it.each([
    ["Raxx", "Raxx"],
    ["  Raxx \n App ", "Raxx App"],
    ["a".repeat(40), "a".repeat(40)],
    ["a".repeat(41), `${"a".repeat(39)}…`],
    [`${"a".repeat(38)} b c`, `${"a".repeat(38)}…`],
    [`${"a".repeat(38)}e\u0301\u0302x`, `${"a".repeat(38)}…`],
    ["Raxx 👩‍🚀", "Raxx"],
    ["", ""],
  ])("%j is shown as %j", (text, label) => {
    expect(cutLabel(text)).toBe(label);
  });
});

describe("the overall badge", () => {
  it("says the page's overall state", () => {
    expect(overallBadge({ verdict: "UNKNOWN" })).toEqual({ label: "Raxx", state: "UNKNOWN" });
  });

  it("takes a caller's label", () => {
    expect(overallBadge({ verdict: "DOWN" }, "Trading")).toEqual({ label: "Trading", state: "DOWN" });
  });

  it.each([
    ["is empty", ""],
    ["names a broker", "Alpaca"],
    ["names one in disguise", "\uff21lp\u00adáca"],
    ["names an internal host", "db.internal"],
    ["promises", "back soon"],
  ])("keeps its own label where the caller's %s", (_, asked) => {
    expect(overallBadge({ verdict: "DOWN" }, asked).label).toBe("Raxx");
  });
});

describe("a surface's badge", () => {
  const surfaces = [surfaceWith({ state: "PARTIAL" })];

  it("says the surface's name and state", () => {
    expect(surfaceBadge({ surfaces }, "app-raxx-app")).toEqual({ label: "Raxx App", state: "PARTIAL" });
  });

  it("takes a caller's label", () => {
    expect(surfaceBadge({ surfaces }, "app-raxx-app", "App")?.label).toBe("App");
  });

  it("is none where there is no such surface", () => {
    expect(surfaceBadge({ surfaces }, "toString")).toBeNull();
  });
});

describe("the shields.io endpoint", () => {
  it.each([
    ["OPERATIONAL", "Operational", "#0b6b3a"],
    ["DEGRADED", "Degraded performance", "#7d5200"],
    ["PARTIAL", "Partial outage", "#9a3f06"],
    ["DOWN", "Service disruption", "#b01e1e"],
    ["MAINTENANCE", "Scheduled maintenance", "#2b5590"],
    ["UNKNOWN", "Status unknown", "#4d5663"],
  ] as const)("says %s as “%s” in %s", (state, message, color) => {
    expect(JSON.stringify(shieldsEndpoint("Raxx", state))).toBe(
      `{"schemaVersion":1,"label":"Raxx","message":"${message}","color":"${color}"}`,
    );
  });

  it("cuts a long label", () => {
    expect(shieldsEndpoint("a".repeat(50), "DOWN").label).toHaveLength(40);
  });
});
