import { describe, expect, it } from "vitest";
import { groupActive } from "@/components/status/active-groups";
import { inCategory, isActive, troubleFirst } from "@/components/status/surface-order";
import { ownedIn, surfaceWith } from "./surface";

const names = (surfaces: { display_name: string }[]) => surfaces.map((surface) => surface.display_name).join("");

describe("the order of surfaces", () => {
  it("is worst first, and the registry's within one state", () => {
    const surfaces = ownedIn("OPERATIONAL", "UNKNOWN", "DOWN", "MAINTENANCE", "DEGRADED", "PARTIAL", "DOWN");
    expect(names(troubleFirst(surfaces))).toBe("CGFEDBA");
  });

  it("puts a pending issue before none, but never before a worse state", () => {
    const surfaces = ownedIn("OPERATIONAL", "OPERATIONAL", "UNKNOWN").map((surface) => ({
      ...surface,
      ticket_pending: surface.display_name === "B",
    }));
    expect(names(troubleFirst(surfaces))).toBe("CBA");
  });

  it("keeps to one category", () => {
    const other = surfaceWith({ category: "upstream_3p", display_name: "X" });
    expect(names(inCategory([...ownedIn("OPERATIONAL"), other], "owned"))).toBe("A");
  });
});

describe("what is active", () => {
  it.each([
    ["DOWN", true],
    ["PARTIAL", true],
    ["DEGRADED", true],
    ["MAINTENANCE", true],
    ["UNKNOWN", false],
    ["OPERATIONAL", false],
  ] as const)("%s without a ticket: %s", (state, active) => {
    expect(isActive(surfaceWith({ state }))).toBe(active);
    expect(isActive(surfaceWith({ state, ticket_pending: true }))).toBe(true);
  });

  it("tells one window over two surfaces once", () => {
    const window = { state: "MAINTENANCE", maintenance_until: "2026-04-28T16:00:00Z" } as const;
    const surfaces = [
      surfaceWith({ ...window, display_name: "A" }),
      surfaceWith({ state: "DOWN", display_name: "B" }),
      surfaceWith({ ...window, display_name: "C" }),
    ];
    expect(groupActive(surfaces).map(names)).toEqual(["B", "AC"]);
  });

  it("keeps apart what does not say the same", () => {
    const down = ownedIn("DOWN", "DOWN");
    const noted = down.map((surface, index) => ({ ...surface, public_note: `note ${index}` }));
    expect(groupActive(noted).map(names)).toEqual(["A", "B"]);
  });
});
