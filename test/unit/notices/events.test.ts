import { describe, expect, it } from "vitest";
import type { HistoryIncident } from "@/lib/output/incidents";
import { NoticeContent } from "@/lib/schemas/notices";
import type { IncidentUpdate } from "@/lib/schemas/public";
import { describeRevision, type WindowChange, windowEvent } from "@/lib/services/notices/events";

const AT = Date.UTC(2026, 10, 30, 12);
const surfaces = [{ id: "api", name: "API" }];

const word = (more: Partial<IncidentUpdate>): IncidentUpdate => ({
  ...{ revision: 1, at: AT, kind: "opened", phase: "investigating", severity: "down", note: "Logins fail. We look." },
  changes: [{ surfaceId: "api", severity: "down" }],
  ...more,
});

const part = (id: string, name: string) => ({ id, name, severity: "down" as const, openedAt: AT, resolvedAt: null });
const incident: HistoryIncident = {
  ...{ id: "inc_00012", title: null, severity: "down", openedAt: AT, resolvedAt: null, note: null, updatedAt: AT },
  surfaces: [part("api", "API"), part("app", "App")],
  words: [
    word({}),
    word({ revision: 2, phase: "identified", note: null, changes: [{ surfaceId: "app", severity: "partial" }] }),
    word({ revision: 4, phase: "resolved", kind: "resolved", note: "All is well." }),
  ],
  postmortem: { revision: 5, at: AT, text: "A disk was full.\n\nIt is larger now." },
};

describe("what subscribers are told of", () => {
  it.each([
    [{ revision: 1, kind: "incidents" }, ["api"], "Logins fail. We look.", "investigating"],
    [{ revision: 2, kind: "incidents" }, ["api", "app"], null, "identified"],
    [{ revision: 4, kind: "incidents" }, ["api", "app"], "All is well.", "resolved"],
    [{ revision: 5, kind: "postmortems" }, ["api", "app"], "A disk was full.", null],
  ] as const)("an incident's revision %o is on %o, with its note and phase", (event, on, note, phase) => {
    const described = describeRevision(incident, event);
    expect(described).toMatchObject({ kind: event.kind, surfaces: on });
    const content = { title: "Logins fail", note, phase, path: "/incidents/inc_00012" };
    expect(NoticeContent.parse(described?.content)).toMatchObject(content);
  });

  it("a revision that readers see nothing of is nothing", () => {
    expect(describeRevision(incident, { revision: 3, kind: "incidents" })).toBeNull();
    expect(describeRevision({ ...incident, surfaces: [] }, { revision: 1, kind: "incidents" })).toBeNull();
    expect(describeRevision({ ...incident, postmortem: null }, { revision: 5, kind: "postmortems" })).toBeNull();
  });

  it.each([
    ["planned", false],
    ["moved", false],
    ["reminder_1h", false],
    ["started", false],
    ["ended", true],
    ["cancelled", true],
  ] as const)("a window that is %s is over: %s", (step, isOver) => {
    const change: WindowChange = {
      windowId: "win_1",
      sequence: 3,
      step,
      note: null,
      surfaces,
      startsAt: AT,
      endsAt: AT + 1,
      at: AT,
    };
    const event = windowEvent(change);
    expect(event).toMatchObject({ subject: "window:win_1", revision: 3, step, isOver, kind: "maintenance" });
    expect(NoticeContent.parse(event.content)).toMatchObject({ title: "API", starts_at: "2026-11-30T12:00:00Z" });
  });
});
