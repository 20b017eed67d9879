import { expect, it } from "vitest";
import type { Incident } from "@/components/status/page-data";
import { groupPast } from "@/components/status/past-groups";

const incident = (id: string, change: Partial<Incident> = {}): Incident => ({
  id,
  surface_id: id,
  surface_display_name: id,
  severity: "down",
  opened_at: "2026-04-25T10:00:00Z",
  resolved_at: "2026-04-25T12:00:00Z",
  public_note: null,
  ...change,
});

it("past incidents are newest first, and what began and ended together, alike, is one line", () => {
  const groups = groupPast(
    [
      incident("older", { opened_at: "2026-04-20T00:00:00Z" }),
      incident("a"),
      incident("b", { opened_at: "2026-04-25T10:00:59Z" }),
      incident("later", { opened_at: "2026-04-25T10:01:01Z" }),
      incident("longer", { resolved_at: "2026-04-25T12:01:01Z" }),
      incident("milder", { severity: "partial" }),
      incident("told", { public_note: "Logins failed." }),
      incident("again", { surface_id: "a" }),
    ],
    { toldIn: {}, open: [] },
  );
  expect(groups.map((group) => group.map(({ id }) => id))).toEqual([
    ["later", "b"],
    ["a"],
    ["longer"],
    ["milder"],
    ["told"],
    ["again"],
    ["older"],
  ]);
});

it("the surfaces of one incident are one line, whatever their times and severities; those of an open one are not past", () => {
  const later = { opened_at: "2026-04-25T11:00:00Z", resolved_at: "2026-04-25T11:30:00Z" };
  const told = { toldIn: { second: "first", left: "open" }, open: [{ id: "open" }] };
  const groups = groupPast(
    [
      incident("first"),
      incident("second", { ...later, severity: "partial" }),
      incident("left", later),
      incident("open"),
    ],
    told,
  );
  expect(groups.map((group) => group.map(({ id }) => id))).toEqual([["first", "second"]]);
});
