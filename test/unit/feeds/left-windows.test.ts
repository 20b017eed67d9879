import { expect, test } from "vitest";
import { currentWindows, projectWindows, windowsOn } from "@/lib/output/windows";
import { utc } from "./story";

const NAMES: Record<string, string> = { demo: "Demo", docs: "Documentation", app: "Raxx App" };
const row = {
  id: "win_1",
  startsAt: "2026-11-20T10:00:00Z",
  endsAt: "2026-11-20T14:00:00Z",
  publicNote: null,
  sequence: 0,
  createdAt: "2026-11-10T08:00:00Z",
  updatedAt: "2026-11-10T08:00:00Z",
};
const NOON = utc("2026-11-20T12:00:00");

type Phase = "scheduled" | "running" | "ended" | "cancelled";
const on = (surfaceId: string, phase: Phase, endedAt: string | null = null) => ({
  ...{ windowId: row.id, surfaceId, phase },
  endedAt: endedAt && `2026-11-20T${endedAt}Z`,
});
const project = (...surfaces: ReturnType<typeof on>[]) =>
  projectWindows([row], surfaces, (id) => NAMES[id] ?? null, NOON);
const brief = (windows: ReturnType<typeof project>) =>
  windows.map(({ surfaceNames, phase, endsAt }) => [surfaceNames, phase, new Date(endsAt).toISOString().slice(11, 16)]);

test("a window that one of its surfaces has left goes on on the others, and is over there", () => {
  const windows = project(on("demo", "ended", "11:00:00"), on("docs", "running"), on("gone", "running"));
  expect(brief(windows)).toEqual([[["Documentation"], "running", "14:00"]]);
  expect(currentWindows(windows)).toMatchObject([{ surface_ids: ["docs"], phase: "running" }]);
  expect(brief(windowsOn(windows, "demo"))).toEqual([[["Demo"], "ended", "11:00"]]);
  expect(brief(windowsOn(windows, "docs"))).toEqual(brief(windows));
  expect(windowsOn(windows, "app")).toEqual([]);
});

test("once it is over everywhere it is of all its surfaces, until the last one's end, each with its own", () => {
  const windows = project(
    on("demo", "ended", "11:00:00"),
    on("docs", "ended", "11:30:00"),
    on("app", "ended", "11:30:00"),
  );
  expect(brief(windows)).toEqual([[["Demo", "Documentation", "Raxx App"], "ended", "11:30"]]);
  expect(brief(windowsOn(windows, "demo"))).toEqual([[["Demo"], "ended", "11:00"]]);
  expect(brief(windowsOn(windows, "app"))).toEqual(brief(windows));
});

test("one whose start is not stored on every surface says so, but not of a surface that has left it", () => {
  const [begun] = project(on("demo", "running"), on("docs", "running"));
  const [half] = project(on("demo", "running"), on("docs", "scheduled"), on("app", "ended", "11:00:00"));
  expect([begun?.isUnwritten, half?.isUnwritten]).toEqual([undefined, true]);
  expect(windowsOn(half ? [half] : [], "app")[0]?.isUnwritten).toBeUndefined();
});

test("one that was taken out before the start is no part of what ran, and reads as cancelled on its own", () => {
  const windows = project(on("demo", "cancelled", "09:00:00"), on("docs", "ended", "14:00:00"));
  expect(brief(windows)).toEqual([[["Documentation"], "ended", "14:00"]]);
  expect(brief(windowsOn(windows, "demo"))).toEqual([[["Demo"], "cancelled", "14:00"]]);
});

test("a cancelled one keeps its plan", () => {
  const windows = project(on("demo", "cancelled", "09:00:00"), on("docs", "cancelled", "09:00:00"));
  expect(brief(windows)).toEqual([[["Demo", "Documentation"], "cancelled", "14:00"]]);
  expect(brief(windowsOn(windows, "demo"))).toEqual(brief(windows));
});
