import { describe, expect, test } from "vitest";
import { decide } from "@/lib/core/engine/decide";
import type { Surface } from "@/lib/core/engine/surface";
import { live, s } from "./support";

const note = (surface: Surface, text: string | null, at: number) =>
  decide(surface, { kind: "note", actor: "ops", note: text }, s(at));
const pinned = (surface: Surface, at: number): Surface =>
  decide(
    surface,
    { kind: "manual", actor: "ops", state: "DOWN", note: "First.", expiresAt: null, maintenanceUntil: null },
    s(at),
  ).surface;
const held = (surface: Surface, key: string, text: string, at: number): Surface => {
  const ticket = { key, ticketId: null, severity: "down" as const, downgraded: false, note: text, updatedAt: s(at) };
  return decide(surface, { kind: "ticket", actor: "freescout", op: "hold", ticket }, s(at)).surface;
};
const maintained = (surface: Surface, at: number): Surface => {
  const window = { id: "w", beginsAt: s(at), endsAt: s(at + 1_000), note: "Upgrade.", running: false };
  return decide(surface, { kind: "window", actor: "ops", op: "add", window }, s(at)).surface;
};

describe("an operator's note", () => {
  test("moves no state and is logged as theirs, also when it says the same", () => {
    const surface = live();
    for (const text of ["A word.", null]) {
      const { surface: after, changes } = note(surface, text, 10);
      expect([after.state, after.stateSince, after.because]).toEqual([
        surface.state,
        surface.stateSince,
        surface.because,
      ]);
      expect(changes).toMatchObject([
        { source: "manual", actor: "ops", previousState: surface.state, newState: surface.state },
      ]);
    }
  });

  test("on a pin is the pin's own, and its incident's", () => {
    const { surface, incidents } = note(pinned(live(), 10), "Second.", 20);
    expect([surface.note, surface.override?.note]).toEqual(["Second.", "Second."]);
    expect(incidents).toMatchObject([{ op: "update", note: "Second.", severity: "down" }]);
  });

  test("takes the place of the latest ticket's, and outlives the close of another", () => {
    const two = held(held(live(), "a", "Older.", 10), "b", "Newer.", 20);
    const noted = note(two, "Said better.", 30).surface;
    expect(noted.tickets.map((ticket) => ticket.note)).toEqual(["Older.", "Said better."]);
    const closed = decide(noted, { kind: "ticket", actor: "freescout", op: "let_go", key: "a" }, s(40)).surface;
    expect(closed.note).toBe("Said better.");
  });

  test("takes the place of the window's that runs", () => {
    const { surface, incidents } = note(maintained(live(), 10), "Still at it.", 20);
    expect([surface.note, surface.windows[0]?.note, surface.state]).toEqual([
      "Still at it.",
      "Still at it.",
      "MAINTENANCE",
    ]);
    expect(incidents).toMatchObject([{ op: "update", note: "Still at it.", severity: "maintenance" }]);
  });
});

describe("a window that is moved", () => {
  const change = (surface: Surface, to: { beginsAt: number; endsAt: number; note: string | null }, at: number) =>
    decide(surface, { kind: "window", actor: "ops", op: "change", windowId: "w", change: to }, s(at));

  test("while it runs shows its new end at once", () => {
    const { surface } = change(maintained(live(), 10), { beginsAt: s(10), endsAt: s(5_000), note: "Longer." }, 20);
    expect([surface.state, surface.maintenanceUntil, surface.note]).toEqual(["MAINTENANCE", s(5_000), "Longer."]);
  });

  test("to a start that has come begins at once", () => {
    const window = { id: "w", beginsAt: s(500), endsAt: s(900), note: null, running: false };
    const planned = decide(live(), { kind: "window", actor: "ops", op: "add", window }, s(10)).surface;
    const { surface } = change(planned, { beginsAt: s(20), endsAt: s(900), note: null }, 20);
    expect(surface.state).toBe("MAINTENANCE");
  });

  test("while a pin holds moves under it", () => {
    const { surface } = change(
      pinned(maintained(live(), 10), 15),
      { beginsAt: s(10), endsAt: s(5_000), note: null },
      20,
    );
    expect([surface.state, surface.windows[0]?.endsAt]).toEqual(["DOWN", s(5_000)]);
  });

  test("that nobody knows changes nothing", () => {
    expect(change(live(), { beginsAt: s(1), endsAt: s(2), note: null }, 20).changes).toEqual([]);
  });
});
