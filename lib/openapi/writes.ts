import { ProbeResults } from "@/lib/schemas/probe-results";
import { ProbeResultsAnswer, UpdateResult } from "@/lib/schemas/surface-view";
import { UpdateSurface } from "@/lib/schemas/update-surface";
import type { Door } from "./door";
import { WRITERS } from "./keys";
import { refusalOf } from "./refuse";
import { APP_VIEW } from "./samples";

const BODY_REFUSALS = [
  "unauthorized",
  "not_configured",
  "malformed_json",
  "body_too_large",
  "unsupported_media_type",
  "invalid_request",
  "unknown_surface",
  "busy",
  "unavailable",
] as const;

const API = "/api/internal/status";
const released = { ...APP_VIEW, state: "OPERATIONAL", shown_state: "OPERATIONAL", overridden: false } as const;

const UPDATE_SURFACE: Door = {
  id: "updateSurface",
  method: "post",
  path: `${API}/update-surface`,
  group: "Writing status",
  summary: "What any source says of one surface",
  description:
    "`manual` pins a surface, and OPERATIONAL releases it. `3p_poller` is a partner's reading, `prober` a verdict with its hysteresis done (OPERATIONAL, DEGRADED or DOWN), `freescout` one anonymous ticket per surface, `schedule` a window until `maintenance_until`. An absent key leaves what is there; null clears it. A manual note that breaks the copy policy is refused with the rule and the words.",
  keys: WRITERS,
  body: { schema: UpdateSurface },
  answers: [
    {
      status: 200,
      says: "The surface as it now is, and whether readers see a difference.",
      type: "application/json",
      schema: UpdateResult,
    },
  ],
  refusals: [...BODY_REFUSALS, "copy_policy"],
  examples: [
    {
      name: "pin",
      summary: "An operator pins a surface",
      body: {
        surface_id: "app-raxx-app",
        state: "DEGRADED",
        state_source: "manual",
        actor: "ops",
        public_note: "Some logins fail. We are investigating.",
        ticket_pending: true,
      },
      value: { surface: APP_VIEW, changed: true },
    },
    {
      name: "release",
      summary: "An operator releases it",
      body: {
        surface_id: "app-raxx-app",
        state: "OPERATIONAL",
        state_source: "manual",
        actor: "ops",
        public_note: null,
      },
      value: { surface: { ...released, ticket_pending: false, public_note: null }, changed: true },
    },
    {
      name: "partner",
      summary: "A partner's reading",
      body: { surface_id: "cloudflare", state: "PARTIAL", state_source: "3p_poller" },
      value: {
        surface: { ...APP_VIEW, id: "cloudflare", state: "PARTIAL", shown_state: "PARTIAL", state_source: "3p_poller" },
        changed: true,
      },
    },
    {
      name: "promise",
      summary: "A note that may not be published",
      body: { surface_id: "app-raxx-app", state: "DOWN", state_source: "manual", public_note: "Down. ETA 15:00." },
      status: 422,
      value: refusalOf("copy_policy", undefined, [
        { path: "public_note", message: "says what a public note may not say", rule: "forward_looking", words: "ETA" },
      ]),
    },
    {
      name: "misfit",
      summary: "A body that does not fit",
      body: { surface_id: "app-raxx-app", state: "BROKEN", state_source: "manual" },
      status: 422,
      value: refusalOf("invalid_request", undefined, [{ path: "state", message: "Invalid option" }]),
    },
    {
      name: "unknown",
      summary: "A surface that does not exist",
      body: { surface_id: "nope", state: "DOWN", state_source: "manual" },
      status: 404,
      value: refusalOf("unknown_surface", 'surface: "nope"'),
    },
  ],
};

const result = { surface_id: "app-raxx-app", ok: true, checked_at: "2026-05-04T14:04:00Z" };

const PROBE_RESULTS: Door = {
  id: "recordProbeResults",
  method: "post",
  path: `${API}/probe-results`,
  group: "Writing status",
  summary: "Raw results of an outside prober",
  description:
    "One result, or up to 100; the hysteresis is ours. A result is known by its surface and its exact `checked_at`: the same one counts once, an older one than the newest known changes nothing.",
  keys: WRITERS,
  body: { schema: ProbeResults },
  answers: [
    { status: 200, says: "Each surface that was reported on.", type: "application/json", schema: ProbeResultsAnswer },
  ],
  refusals: BODY_REFUSALS,
  examples: [
    {
      name: "one",
      summary: "One good result",
      body: { ...result, latency_ms: 182, status_code: 200 },
      value: { surfaces: [APP_VIEW] },
    },
    {
      name: "many",
      summary: "Several results",
      body: [result, { ...result, surface_id: "docs-raxx-app", ok: false, error: "timeout" }],
      value: { surfaces: [APP_VIEW, { ...APP_VIEW, id: "docs-raxx-app" }] },
    },
  ],
};

/** How sources report (spec README, "Raptor's writes"). */
export const WRITE_DOORS = [UPDATE_SURFACE, PROBE_RESULTS];
