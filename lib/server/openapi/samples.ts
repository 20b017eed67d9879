import type { PublicHistory } from "@/lib/output/incidents";
import { type Issue, PROBLEMS, type ProblemCode } from "@/lib/platform/problems";
import type { PublicSnapshot } from "@/lib/schemas/fallback";
import type { SurfaceView } from "@/lib/schemas/internal";
import type { PublicWindow, WindowView } from "@/lib/schemas/maintenance";
import type { ActiveIncident } from "@/lib/schemas/page";
import type { MarketTime, OutagesResponse, PublicIncident, PublicSurface } from "@/lib/schemas/public";
import type { Docs } from "./docs";

/** The time of the examples. */
export const AT = "2026-05-04T14:05:00Z";

/** A surface with a known issue. */
export const APP: PublicSurface = {
  id: "app-raxx-app",
  display_name: "Raxx App",
  category: "owned",
  state: "DEGRADED",
  state_since: "2026-05-04T13:40:12Z",
  ticket_pending: true,
  public_note: "Some logins fail. We are investigating.",
  public_description: "The main Raxx trading application.",
  last_checked_at: "2026-05-04T14:04:00Z",
  maintenance_until: null,
};

export const RESOLVED: PublicIncident = {
  id: "inc_00421",
  surface_id: "docs-raxx-app",
  surface_display_name: "Documentation",
  severity: "partial",
  opened_at: "2026-05-02T09:12:00Z",
  resolved_at: "2026-05-02T10:01:30Z",
  public_note: "All pages load again.",
};

export const ACTIVE: ActiveIncident = {
  phase: "investigating",
  id: "inc_00422",
  surface_id: APP.id,
  surface_display_name: APP.display_name,
  severity: "degraded",
  title: "Some logins fail",
  opened_at: APP.state_since,
  updates: 1,
  last_update_at: APP.state_since,
};

export const SCHEDULED: PublicWindow = {
  id: "win_5f0c2a9e4b7d4c13",
  surface_ids: ["docs-raxx-app"],
  surface_display_names: ["Documentation"],
  starts_at: "2026-05-09T06:00:00Z",
  ends_at: "2026-05-09T07:00:00Z",
  phase: "scheduled",
  public_note: "The search index is rebuilt.",
};

export const MARKET: MarketTime = {
  generated_at: AT,
  utc_now: AT,
  et_now: "2026-05-04T10:05:00-04:00",
  market_state: "open",
  next_event: { event: "market_close", at: "2026-05-04T20:00:00Z" },
  holiday: null,
};

/** The same surface for authenticated clients. */
export const APP_VIEW: SurfaceView = {
  id: APP.id,
  state: "DEGRADED",
  shown_state: "DEGRADED",
  state_since: "2026-05-04T13:40:12Z",
  state_source: "manual",
  ticket_pending: true,
  public_note: APP.public_note,
  last_probe_ok: true,
  last_probe_at: "2026-05-04T14:04:00Z",
  last_probe_latency_ms: 182,
  last_probe_status_code: 200,
  maintenance_until: null,
  overridden: true,
  override_expires_at: null,
  open_tickets: [],
  because: "overridden by an operator",
  shown_because: "overridden by an operator",
  updated_at: AT,
};

/** In the far future, so that the example can be sent on any day. */
export const WINDOW: WindowView = {
  id: "win_5f0c2a9e4b7d4c13",
  surface_ids: ["docs-raxx-app"],
  starts_at: "2099-05-09T06:00:00Z",
  ends_at: "2099-05-09T07:00:00Z",
  public_note: "We move the documentation to new hardware.",
  phase: "scheduled",
};

const at = Date.parse;

/** A measured outage. */
export const MEASURED: OutagesResponse["outages"][number] = {
  surface_id: APP.id,
  surface_display_name: APP.display_name,
  state: "DOWN",
  from: "2026-05-02T13:40:12Z",
  to: "2026-05-02T14:05:00Z",
  minutes: 24.8,
  found_by: "probe",
};

/** A whole public history, from which the examples of feeds, badges and Statuspage's format are rendered. */
export const SAMPLE_HISTORY: PublicHistory = {
  now: at(AT),
  overall: "DEGRADED",
  verdict: "DEGRADED",
  surfaces: [APP],
  incidents: [
    {
      id: "inc_00422",
      title: null,
      surfaces: [
        {
          id: APP.id,
          name: APP.display_name,
          severity: "degraded",
          openedAt: at(APP.state_since),
          resolvedAt: null,
        },
      ],
      severity: "degraded",
      openedAt: at(APP.state_since),
      resolvedAt: null,
      note: APP.public_note,
      words: [
        {
          revision: 1,
          at: at(APP.state_since),
          kind: "opened",
          phase: "investigating",
          severity: "degraded",
          note: APP.public_note,
          changes: [{ surfaceId: APP.id, severity: "degraded" }],
        },
      ],
      postmortem: null,
      updatedAt: at(APP.state_since),
    },
    {
      id: RESOLVED.id,
      title: null,
      surfaces: [
        {
          id: RESOLVED.surface_id,
          name: RESOLVED.surface_display_name,
          severity: "partial",
          openedAt: at(RESOLVED.opened_at),
          resolvedAt: at(RESOLVED.resolved_at),
        },
      ],
      severity: "partial",
      openedAt: at(RESOLVED.opened_at),
      resolvedAt: at(RESOLVED.resolved_at),
      note: RESOLVED.public_note,
      words: [
        {
          revision: 1,
          at: at(RESOLVED.opened_at),
          kind: "opened",
          phase: "investigating",
          severity: "partial",
          note: "Some pages do not load.",
          changes: [{ surfaceId: RESOLVED.surface_id, severity: "partial" }],
        },
        {
          revision: 2,
          at: at(RESOLVED.resolved_at),
          kind: "resolved",
          phase: "resolved",
          severity: "partial",
          note: RESOLVED.public_note,
          changes: [{ surfaceId: RESOLVED.surface_id, severity: null }],
        },
      ],
      postmortem: null,
      updatedAt: at(RESOLVED.resolved_at),
    },
  ],
  windows: [
    {
      id: "win_5f0c2a9e4b7d4c13",
      surfaceIds: [APP.id],
      surfaceNames: [APP.display_name],
      startsAt: at("2026-05-09T06:00:00Z"),
      endsAt: at("2026-05-09T07:00:00Z"),
      note: null,
      phase: "scheduled",
      left: [],
      sequence: 0,
      createdAt: at("2026-05-04T08:00:00Z"),
      updatedAt: at("2026-05-04T08:00:00Z"),
    },
  ],
  measured: [],
};

/** The same as one document. */
export const SNAPSHOT: PublicSnapshot = {
  version: 2,
  taken_at: SAMPLE_HISTORY.now,
  surfaces: [APP],
  incidents: [RESOLVED],
  told_in: {},
  told: [...SAMPLE_HISTORY.incidents],
  windows: [...SAMPLE_HISTORY.windows],
  measured: [...SAMPLE_HISTORY.measured],
  days: { [APP.id]: ["O", "OU60000D1500000"] },
  history_days: 90,
};

/** The documentation of an endpoint that serves the description. */
export const DESCRIPTION_DOCS: Pick<Docs, "summary" | "responses" | "examples"> = {
  summary: "This description",
  responses: [{ description: "The description.", schema: "Description" }],
  examples: {
    description: {
      summary: "This description",
      value: { openapi: "3.1.1", info: { title: "Raxx Status API", version: "1" }, paths: {} },
    },
  },
};

/** The response of a refused example: the part of the input that it is about, or its issues. */
export function refused(code: ProblemCode, about?: string | Issue) {
  const [status, title] = PROBLEMS[code];
  const why = typeof about === "string" ? { detail: about } : about && { issues: [about] };
  return { status, value: { type: "about:blank", title, status, code, ...why } };
}

/** The example of an operation on a surface that does not exist. */
export const unknownSurface = (request: { params?: { id: string }; body?: object }) => ({
  summary: "A surface that does not exist",
  ...request,
  ...refused("unknown_surface", 'surface: "nope"'),
});
