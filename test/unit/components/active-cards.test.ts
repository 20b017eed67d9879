import { describe, expect, it } from "vitest";
import { beganAt, groupActive, incidentOf } from "@/components/status/active-groups";
import type { ActiveIncident } from "@/components/status/page-data";
import { countFresh } from "@/components/status/use-arrangement";
import { refreshMs } from "@/components/status/use-live-status";
import { beyondTitle, firstSentence, titleOf } from "@/lib/output/incident-title";
import { ownedIn, surfaceWith } from "./surface";

const incident = (id: number, change: Partial<ActiveIncident> = {}): ActiveIncident => ({
  id: `inc_${id}`,
  surface_id: "owned-A",
  surface_display_name: "A",
  severity: "down",
  title: null,
  opened_at: "2026-04-01T00:00:00Z",
  updates: 1,
  last_update_at: "2026-04-01T00:00:00Z",
  ...change,
});

const names = (groups: { display_name: string }[][]) =>
  groups.map((group) => group.map((it) => it.display_name).join(""));

describe("one card", () => {
  const down = ownedIn("DOWN", "PARTIAL", "DOWN", "DOWN").map((each) => ({ ...each, public_note: "Logins fail." }));
  const openedAt = (id: string, at: string) => incident(1, { surface_id: id, opened_at: at });

  it("tells what began within a minute under the same note, by the incidents' clock", () => {
    const incidents = [
      openedAt("owned-B", "2026-04-01T00:01:00Z"),
      openedAt("owned-C", "2026-04-01T00:01:01Z"),
      openedAt("owned-D", "2026-04-01T00:02:01Z"),
    ];
    expect(names(groupActive(down, incidents))).toEqual(["AB", "CD"]);
  });

  it("tells another note, another end and maintenance apart", () => {
    const [a, b, c, d] = down as [(typeof down)[0], (typeof down)[0], (typeof down)[0], (typeof down)[0]];
    const surfaces = [
      a,
      { ...b, public_note: "Orders fail." },
      { ...c, maintenance_until: "2026-04-28T16:00:00Z" },
      { ...d, state: "MAINTENANCE" as const },
    ];
    expect(groupActive(surfaces)).toHaveLength(4);
  });

  it("without a note takes only what looks the same for one", () => {
    const surfaces = [...ownedIn("DOWN", "DOWN", "PARTIAL"), surfaceWith({ state: "DOWN", category: "upstream_3p" })];
    expect(groupActive(surfaces).map((group) => group.length)).toEqual([2, 1, 1]);
  });
});

describe("a surface's incident", () => {
  const [surface] = ownedIn("DOWN") as [ReturnType<typeof surfaceWith>];

  it("is the one of its state, else one that is maintenance as the state is", () => {
    const [window, ticket, worse] = [
      incident(1, { severity: "maintenance" }),
      incident(2, { severity: "partial" }),
      incident(3, { severity: "down" }),
    ];
    expect(incidentOf(surface, [window, ticket, worse])).toBe(worse);
    expect(incidentOf(surface, [window, ticket])).toBe(ticket);
    expect(incidentOf(surface, [window])).toBeNull();
    expect(incidentOf({ ...surface, state: "MAINTENANCE" }, [ticket, window])).toBe(window);
    expect(incidentOf(surface, [incident(4, { surface_id: "owned-B" })])).toBeNull();
  });

  it("is its clock; without one its state is", () => {
    expect(beganAt(surface, [incident(1, { opened_at: "2026-03-31T00:00:00Z" })])).toBe("2026-03-31T00:00:00Z");
    expect(beganAt(surface, [])).toBe(surface.state_since);
  });
});

describe("an incident's title", () => {
  it.each([
    ["Logins fail. We are investigating.", "Logins fail"],
    ["Logins fail", "Logins fail"],
    ["Charts, e.g. of v2.1, are late. Orders work.", "Charts, e.g. of v2.1, are late"],
    ["Is it slow? Yes.", "Is it slow?"],
    ["ログインできません。調査しています。", "ログインできません"],
    [".", "."],
  ])("%s → %s", (note, title) => {
    expect(firstSentence(note)).toBe(title);
  });

  it("is of the first note, whatever was said before or after", () => {
    const words = [{ note: null }, { note: "First. More." }, { note: "Second." }];
    expect(titleOf({ note: "Second.", words })).toBe("First");
    expect(titleOf({ note: "Of old. More.", words: [] })).toBe("Of old");
    expect(titleOf({ note: null, words: [{ note: null }] })).toBeNull();
  });

  it.each([
    ["Logins fail. We are investigating.", "Logins fail", "We are investigating."],
    ["Logins fail.", "Logins fail", null],
    ["Logins failed.", "Logins fail", "Logins failed."],
    ["Logins fail again. We are investigating.", "Logins fail", "Logins fail again. We are investigating."],
    ["Logins fail", "Logins fail", null],
    ["Can't log in? We know.", "Can't log in?", "We know."],
    ["ログインできません。調査しています。", "ログインできません", "調査しています。"],
    ["Logins work again.", "Logins fail", "Logins work again."],
  ])("is not said twice: %s under %s", (note, title, rest) => {
    expect(beyondTitle(note, title)).toBe(rest);
  });
});

describe("an open page", () => {
  it("counts the stories that it does not show yet", () => {
    const before = { surfaces: ownedIn("DOWN", "OPERATIONAL", "OPERATIONAL") };
    const after = { surfaces: ownedIn("PARTIAL", "DOWN", "DOWN"), active_incidents: [] };
    expect(countFresh(after, before)).toBe(1);
    expect(countFresh({ ...after, surfaces: ownedIn("PARTIAL", "OPERATIONAL") }, before)).toBe(0);
  });

  it("asks each 30 s while anything is wrong, each 120 s else, each 10 s in a demo", () => {
    expect(refreshMs({ surfaces: ownedIn("OPERATIONAL", "UNKNOWN") }, false)).toBe(30_000);
    expect(refreshMs({ surfaces: [surfaceWith({ ticket_pending: true })] }, false)).toBe(30_000);
    expect(refreshMs({ surfaces: ownedIn("OPERATIONAL") }, false)).toBe(120_000);
    expect(refreshMs({ surfaces: ownedIn("OPERATIONAL") }, true)).toBe(10_000);
  });
});
