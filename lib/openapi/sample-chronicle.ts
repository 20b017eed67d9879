import type { Chronicle } from "@/lib/public/incidents";
import { APP, AT, RESOLVED } from "./samples";

const at = Date.parse;

/** The examples' afternoon in full: the examples of feeds, badges and Statuspage's format are rendered from it. */
export const SAMPLE_CHRONICLE: Chronicle = {
  now: at(AT),
  overall: "DEGRADED",
  surfaces: [APP],
  incidents: [
    {
      id: "inc_00422",
      surfaceId: APP.id,
      surfaceName: APP.display_name,
      severity: "degraded",
      openedAt: at(APP.state_since),
      resolvedAt: null,
      note: APP.public_note,
      words: [{ at: at(APP.state_since), kind: "opened", severity: "degraded", note: APP.public_note }],
      updatedAt: at(APP.state_since),
    },
    {
      id: RESOLVED.id,
      surfaceId: RESOLVED.surface_id,
      surfaceName: RESOLVED.surface_display_name,
      severity: "partial",
      openedAt: at(RESOLVED.opened_at),
      resolvedAt: at(RESOLVED.resolved_at),
      note: RESOLVED.public_note,
      words: [
        { at: at(RESOLVED.opened_at), kind: "opened", severity: "partial", note: "Some pages do not load." },
        { at: at(RESOLVED.resolved_at), kind: "resolved", severity: "partial", note: RESOLVED.public_note },
      ],
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
      sequence: 0,
      createdAt: at("2026-05-04T08:00:00Z"),
      updatedAt: at("2026-05-04T08:00:00Z"),
    },
  ],
};
