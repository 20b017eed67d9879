import { describe, expect, it } from "vitest";
import { reviewNote } from "@/lib/core/note-policy/note";
import type { HistoryWindow } from "@/lib/output/incidents";
import { STATUSPAGE_ROUTES, type StatuspagePath } from "@/lib/output/statuspage/routes";
import { at, historyWith, pageIn, windowWith } from "./world";

const all = (...windows: HistoryWindow[]) =>
  STATUSPAGE_ROUTES["scheduled-maintenances.json"]({ ...pageIn("OPERATIONAL"), windows }).scheduled_maintenances;

const running = windowWith({
  id: "win_running",
  phase: "running",
  startsAt: at("2026-11-18T14:00:00Z"),
  endsAt: at("2026-11-18T15:00:00Z"),
});
const ended = windowWith({
  id: "win_ended",
  phase: "ended",
  startsAt: at("2026-11-12T14:00:00Z"),
  endsAt: at("2026-11-12T15:00:00Z"),
});
const upcoming = windowWith({ id: "win_upcoming" });
const cancelled = windowWith({ id: "win_cancelled", phase: "cancelled" });

describe("a window", () => {
  it.each([
    ["scheduled", upcoming, "scheduled", null],
    ["running", running, "in_progress", null],
    ["ended", ended, "completed", "2026-11-12T15:00:00.000Z"],
  ] as const)("that is %s reads %3$s", (_, window, status, resolved_at) => {
    expect(all(window)).toMatchObject([{ status, resolved_at, impact: "maintenance" }]);
  });

  it.each([
    [[], "Scheduled maintenance"],
    [["Raxx App"], "Raxx App: Scheduled maintenance"],
    [["Raxx App", "Demo"], "Raxx App and Demo: Scheduled maintenance"],
    [["Raxx App", "Demo", "API Service"], "Raxx App, Demo, and API Service: Scheduled maintenance"],
    [["Raxx App", "Demo", "API Service", "Documentation"], "Raxx App, Demo, and 2 more: Scheduled maintenance"],
  ])("of %j is named “%s”", (surfaceNames, name) => {
    expect(all(windowWith({ surfaceNames, surfaceIds: surfaceNames }))).toMatchObject([{ name }]);
  });

  it("links to its first surface, or to the page", () => {
    expect(all(upcoming)).toMatchObject([{ shortlink: "https://status.raxx.app/surfaces/app-raxx-app" }]);
    expect(all(windowWith({ surfaceIds: [], surfaceNames: [] }))).toMatchObject([
      { shortlink: "https://status.raxx.app" },
    ]);
  });

  it("names the components that it is about", () => {
    const [maintenance] = all(windowWith({ surfaceIds: ["app-raxx-app", "gone"], surfaceNames: ["Raxx App", "Gone"] }));
    expect(maintenance?.components.map(({ name }) => name)).toEqual(["Raxx App"]);
  });
});

describe("a window's updates", () => {
  const told = (window: HistoryWindow) =>
    all(window)[0]?.incident_updates.map(({ status, body, display_at }) => [status, body, display_at]);

  it("tell what happened so far, newest first", () => {
    expect(told(ended)).toEqual([
      ["completed", "The scheduled maintenance has been completed.", "2026-11-12T15:00:00.000Z"],
      ["in_progress", "Scheduled maintenance is currently in progress.", "2026-11-12T14:00:00.000Z"],
      [
        "scheduled",
        "Scheduled maintenance from 2026-11-12 14:00 UTC until 2026-11-12 15:00 UTC.",
        "2026-11-10T09:00:00.000Z",
      ],
    ]);
  });

  it("give the operator's note until it is over", () => {
    expect(told({ ...ended, note: "Orders are paused." })?.map(([, body]) => body)).toEqual([
      "The scheduled maintenance has been completed.",
      "Orders are paused.",
      "Orders are paused.",
    ]);
  });

  it("leave the announcement out where the window began with it", () => {
    expect(
      told({ ...running, createdAt: at("2026-11-18T14:02:00Z") })?.map(([status, , time]) => [status, time]),
    ).toEqual([["in_progress", "2026-11-18T14:02:00.000Z"]]);
  });

  it("turn the components to maintenance and back", () => {
    expect(all(ended)[0]?.incident_updates.map(({ affected_components }) => affected_components)).toMatchObject([
      [{ name: "Raxx App", old_status: "under_maintenance", new_status: "operational" }],
      [{ name: "Raxx App", old_status: "operational", new_status: "under_maintenance" }],
      [],
    ]);
  });

  it("promise nothing that the note policy would not let out", () => {
    expect(told(ended)?.flatMap(([, body]) => reviewNote(body ?? ""))).toEqual([]);
  });
});

describe("the lists", () => {
  const history = historyWith({ windows: [ended, running, cancelled, upcoming] });
  const statuses = (path: Extract<StatuspagePath, `scheduled-${string}` | "summary.json">) =>
    STATUSPAGE_ROUTES[path](history).scheduled_maintenances.map(({ status }) => status);

  it.each([
    ["scheduled-maintenances.json", ["scheduled", "in_progress", "completed"]],
    ["scheduled-maintenances/upcoming.json", ["scheduled"]],
    ["scheduled-maintenances/active.json", ["in_progress"]],
    ["summary.json", ["in_progress", "scheduled"]],
  ] as const)("%s has %j, and nothing that was cancelled", (path, expected) => {
    expect(statuses(path)).toEqual(expected);
  });

  it("give the latest 50", () => {
    const windows = Array.from({ length: 60 }, (_, n) => windowWith({ id: `win_${n}`, surfaceNames: [`No ${n}`] }));
    const names = all(...windows).map(({ name }) => name);
    expect([names.length, names[0], names[49]]).toEqual([
      50,
      "No 59: Scheduled maintenance",
      "No 10: Scheduled maintenance",
    ]);
  });
});
