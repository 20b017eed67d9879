import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/engine/periods";
import { dayWithoutData, emptyTally } from "@/lib/core/uptime/days";
import { projectUptime } from "@/lib/output/uptime";
import { projectWindows } from "@/lib/output/windows";
import { HOUR, t } from "./support";

const MIDNIGHT = Date.UTC(2026, 5, 1);
const down = (ms: number) => ({ ...emptyTally(), DOWN: ms, OPERATIONAL: DAY_MS - ms });

test("of 31 days the last ones are told one by one, and the figures are of 30 and of all", () => {
  const days = [
    { midnight: MIDNIGHT - 30 * DAY_MS, ms: down(DAY_MS / 4) },
    ...Array.from({ length: 29 }, (_, i) => dayWithoutData(MIDNIGHT - (29 - i) * DAY_MS)),
    { midnight: MIDNIGHT, ms: down(DAY_MS / 2) },
  ];
  const incident = (resolvedAt: number | null) => ({
    id: "inc_00001",
    severity: "down" as const,
    openedAt: MIDNIGHT - 3 * DAY_MS,
    resolvedAt,
  });
  const outage = { state: "DOWN" as const, source: "prober" as const, from: MIDNIGHT, to: null, changedAt: MIDNIGHT };
  const incidents = [incident(MIDNIGHT - 2 * DAY_MS), incident(null)];
  const told = projectUptime({ days, incidents, measured: [outage] }, 2, true);
  expect(told.days.map(({ date }) => date)).toEqual(["2026-05-31", "2026-06-01"]);
  expect(told.days[1]).toMatchObject({ worst: "DOWN", minutes: { DOWN: 720, OPERATIONAL: 720 } });
  expect([told.uptime_30_days, told.uptime_90_days]).toEqual([50, 62.5]);
  expect(told.incidents.map(({ resolved_at }) => resolved_at)).toEqual([null]);
  expect(told.measured).toEqual([{ state: "DOWN", from: "2026-06-01T00:00:00Z", to: null }]);
  expect(Object.keys(projectUptime({ days, incidents, measured: [] }, 2, false))).toEqual([
    "days",
    "incidents",
    "measured",
  ]);
});

const [START, END] = [t("20 12:00"), t("20 12:00") + HOUR];

test.each([
  [START - 1, "scheduled"],
  [START, "running"],
  [END - 1, "running"],
  [END, "ended"],
])("at %i a window that no tick has touched is %s", (now, phase) => {
  const [startsAt, endsAt] = [START, END].map((ms) => new Date(ms).toISOString()) as [string, string];
  const row = {
    id: "win_1",
    startsAt,
    endsAt,
    publicNote: null,
    sequence: 0,
    createdAt: startsAt,
    updatedAt: startsAt,
  };
  const on = [{ windowId: "win_1", surfaceId: "a", phase: "scheduled" as const, endedAt: null }];
  expect(projectWindows([row], on, () => "A", now).map((window) => window.phase)).toEqual([phase]);
});
