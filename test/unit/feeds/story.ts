import type { HistoryIncident, HistoryWindow, PublicHistory } from "@/lib/output/incidents";
import type { IncidentUpdate, PublicSurface } from "@/lib/schemas/public";

export const utc = (text: string): number => Date.parse(`${text}Z`);

const surface = (id: string, display_name: string): PublicSurface => ({
  id,
  display_name,
  category: "owned",
  state: "OPERATIONAL",
  state_since: "2026-11-01T00:00:00Z",
  ticket_pending: false,
  public_note: null,
  public_description: "…",
  last_checked_at: null,
  maintenance_until: null,
});

export const word = (over: Partial<IncidentUpdate> = {}): IncidentUpdate => ({
  at: utc("2026-11-16T09:12:34"),
  kind: "opened",
  severity: "down",
  note: null,
  ...over,
});

export const incident = (over: Partial<HistoryIncident> = {}): HistoryIncident => ({
  id: "inc_00420",
  surfaceId: "api",
  surfaceName: "API",
  severity: "degraded",
  openedAt: utc("2026-11-16T09:12:34"),
  resolvedAt: null,
  note: null,
  words: [word({ severity: "degraded" })],
  updatedAt: utc("2026-11-16T09:12:34"),
  ...over,
});

export const window = (over: Partial<HistoryWindow> = {}): HistoryWindow => ({
  id: "mw_7",
  surfaceIds: ["app"],
  surfaceNames: ["Raxx App"],
  startsAt: utc("2026-11-20T02:00:00"),
  endsAt: utc("2026-11-20T03:30:00"),
  note: null,
  phase: "scheduled",
  left: [],
  sequence: 0,
  createdAt: utc("2026-11-10T08:00:00"),
  updatedAt: utc("2026-11-10T08:00:00"),
  ...over,
});

export const history = (over: Partial<PublicHistory> = {}): PublicHistory => ({
  now: utc("2026-11-17T15:00:00"),
  overall: "OPERATIONAL",
  verdict: "OPERATIONAL",
  surfaces: [surface("app", "Raxx App"), surface("api", "API")],
  incidents: [],
  windows: [],
  measured: [],
  ...over,
});

/** A resolved outage of the app that began as a partial one, and an older, open trouble of the API. */
export const outage = incident({
  id: "inc_00421",
  surfaceId: "app",
  surfaceName: "Raxx App",
  severity: "down",
  openedAt: utc("2026-11-17T13:05:10"),
  resolvedAt: utc("2026-11-17T14:40:00"),
  note: "Logins work again.",
  updatedAt: utc("2026-11-17T14:40:00"),
  words: [
    word({ at: utc("2026-11-17T13:05:10"), severity: "partial", note: "Logins fail for <some> & others." }),
    word({ at: utc("2026-11-17T13:20:00"), kind: "updated", note: "ログインできません。" }),
    word({ at: utc("2026-11-17T14:40:00"), kind: "resolved", note: "Logins work again." }),
  ],
});

export const story = history({ incidents: [outage, incident()] });
