import { describe, expect, it } from "vitest";
import { NoticeContent } from "@/lib/schemas/notices";
import { type IncidentUpdate, incidentEvent, type WindowChange, windowEvent } from "@/lib/services/notices/events";

const AT = Date.UTC(2026, 10, 30, 12);
const surfaces = [{ id: "api", name: "API" }];

const update = (more: Partial<IncidentUpdate>) =>
  incidentEvent({
    ...{
      incidentId: 12,
      publicId: "inc_00012",
      revision: 2,
      phase: "identified",
      title: "Logins fail",
      note: "A note.",
    },
    ...{ severity: "down", surfaces, at: AT },
    ...more,
  });

describe("what subscribers are told of", () => {
  it.each([
    [{ revision: 1 }, "incident:12", "opened", false],
    [{}, "incident:12", "updated", false],
    [{ phase: "resolved" }, "incident:12", "resolved", true],
    [{ revision: 1, phase: "resolved" }, "incident:12", "resolved", true],
    [{ phase: "postmortem" }, "postmortem:12", "published", false],
  ] as const)("an incident's update %o is %s, %s", (more, subject, step, isOver) => {
    const event = update(more);
    expect(event).toMatchObject({ subject, step, isOver, surfaces: ["api"] });
    expect(NoticeContent.parse(event.content)).toMatchObject({ title: "Logins fail", path: "/incidents/inc_00012" });
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
