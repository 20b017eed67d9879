import type { State } from "@/lib/core/engine/states";
import type { HistoryIncident, HistoryWindow, PublicHistory } from "@/lib/output/incidents";
import type { IncidentUpdate, PublicSurface } from "@/lib/schemas/public";

/** Epoch milliseconds of an ISO time. */
export const at = (time: string): number => Date.parse(time);

/** A healthy surface of ours, with whatever a test needs to be different. */
export const surfaceWith = (change: Partial<PublicSurface> = {}): PublicSurface => ({
  id: "api-service",
  display_name: "API Service",
  category: "owned",
  state: "OPERATIONAL",
  state_since: "2026-11-02T08:30:00Z",
  ticket_pending: false,
  public_note: null,
  public_description: "Raxx API.",
  last_checked_at: "2026-11-18T14:09:45Z",
  maintenance_until: null,
  ...change,
});

/** A word said at a time; `opened` and `degraded` unless the test says otherwise. */
export const wordAt = (time: string, change: Partial<IncidentUpdate> = {}): IncidentUpdate => ({
  at: at(time),
  kind: "opened",
  severity: "degraded",
  note: null,
  ...change,
});

/** An open `down` incident of the API Service without words, with whatever a test needs to be different. */
export const incidentWith = (change: Partial<HistoryIncident> = {}): HistoryIncident => ({
  id: "inc_00421",
  surfaceId: "api-service",
  surfaceName: "API Service",
  severity: "down",
  openedAt: at("2026-11-18T13:40:00Z"),
  resolvedAt: null,
  note: null,
  words: [],
  updatedAt: at("2026-11-18T13:40:00Z"),
  ...change,
});

/** A window announced on the 10th for one hour of the 20th, with whatever a test needs to be different. */
export const windowWith = (change: Partial<HistoryWindow> = {}): HistoryWindow => ({
  id: "win_4c1d9be2a7f03856",
  surfaceIds: ["app-raxx-app"],
  surfaceNames: ["Raxx App"],
  startsAt: at("2026-11-20T14:00:00Z"),
  endsAt: at("2026-11-20T15:00:00Z"),
  note: null,
  phase: "scheduled",
  left: [],
  sequence: 0,
  createdAt: at("2026-11-10T09:00:00Z"),
  updatedAt: at("2026-11-10T09:00:00Z"),
  ...change,
});

/** One healthy surface and nothing else, on 18 November 2026. */
export const historyWith = (change: Partial<PublicHistory> = {}): PublicHistory => ({
  now: at("2026-11-18T14:10:00Z"),
  overall: "OPERATIONAL",
  verdict: "OPERATIONAL",
  surfaces: [surfaceWith()],
  incidents: [],
  windows: [],
  measured: [],
  ...change,
});

/** A page of two own surfaces and one of a partner, all in one state. */
export const pageIn = (state: State): PublicHistory =>
  historyWith({
    overall: state,
    verdict: state,
    surfaces: [
      surfaceWith({ state }),
      surfaceWith({ id: "app-raxx-app", display_name: "Raxx App", state }),
      surfaceWith({ id: "cloudflare", display_name: "Cloudflare", category: "upstream_3p", state }),
    ],
  });
