import { Heartbeat } from "@/lib/schemas/heartbeat";
import { InvalidateBody, InvalidateResult } from "@/lib/schemas/invalidate";
import { MarketTimeQuery } from "@/lib/schemas/market-time-query";
import { MarketTime } from "@/lib/schemas/public";
import { SeedResult } from "@/lib/schemas/seed";
import { Snapshot } from "@/lib/schemas/snapshot";
import { DESCRIPTION_SAMPLE, Description } from "./about";
import type { Door } from "./door";
import { READERS, WRITERS } from "./keys";
import { refusalOf } from "./refuse";
import { APP_VIEW, AT, MARKET } from "./samples";

const API = "/api/internal/status";
const JSON_TYPE = "application/json";
const CLOSED = ["unauthorized", "not_configured"] as const;
const BEAT = { alive: true, last_finished_at: AT, jobs: { schedule: { ok: true, ms: 12 } } };

const SNAPSHOT: Door = {
  id: "getSnapshot",
  method: "get",
  path: `${API}/snapshot`,
  group: "Operations",
  summary: "Stored and shown state of every surface, and why",
  description:
    "`state` is what is stored, `shown_state` what readers see: the two differ where the clock has changed something that no write has stored yet.",
  keys: READERS,
  answers: [{ status: 200, says: "All surfaces, and the incidents that are open.", type: JSON_TYPE, schema: Snapshot }],
  refusals: [...CLOSED, "unavailable"],
  examples: [
    {
      name: "snapshot",
      summary: "Everything that is stored",
      value: { generated_at: AT, surfaces: [APP_VIEW], open_incidents: [] },
    },
  ],
};

const INVALIDATE: Door = {
  id: "invalidate",
  method: "post",
  path: `${API}/invalidate`,
  group: "Operations",
  summary: "Make the edge forget its copies",
  description:
    "Surfaces may be named in the body or in the query by any of the four names, or not at all: every copy shows all surfaces, so all of them go.",
  keys: READERS,
  query: InvalidateBody.pick({ surface: true, surface_id: true }),
  body: { schema: InvalidateBody, isOptional: true },
  answers: [{ status: 200, says: "What was named, or all.", type: JSON_TYPE, schema: InvalidateResult }],
  refusals: [
    ...CLOSED,
    "malformed_json",
    "body_too_large",
    "unsupported_media_type",
    "invalid_request",
    "unknown_surface",
  ],
  examples: [
    { name: "all", summary: "All of them", value: { invalidated: "all", purged: true } },
    {
      name: "named",
      summary: "By name in the query",
      query: { surface: "app-raxx-app" },
      value: { invalidated: ["app-raxx-app"], purged: true },
    },
    {
      name: "several",
      summary: "Several in the body",
      body: { surfaces: ["app-raxx-app", "docs-raxx-app"] },
      value: { invalidated: ["app-raxx-app", "docs-raxx-app"], purged: true },
    },
    {
      name: "unknown",
      summary: "A surface that does not exist",
      body: { surface: "nope" },
      status: 404,
      value: refusalOf("unknown_surface", 'surface: "nope"'),
    },
  ],
};

const HEARTBEAT: Door = {
  id: "getHeartbeat",
  method: "get",
  path: `${API}/heartbeat`,
  group: "Operations",
  summary: "The last finished tick, and what its jobs did",
  description: "503 once it is 3 minutes old.",
  keys: READERS,
  answers: [
    { status: 200, says: "The cron beats.", type: JSON_TYPE, schema: Heartbeat },
    { status: 503, says: "It has stopped.", type: JSON_TYPE, schema: Heartbeat },
  ],
  refusals: [...CLOSED, "unavailable"],
  examples: [{ name: "beating", summary: "The cron beats", value: BEAT }],
};

const SEED: Door = {
  id: "seedSurfaces",
  method: "post",
  path: `${API}/seed`,
  group: "Operations",
  summary: "Insert the registry's missing rows",
  description: "As UNKNOWN. Rows that are there are never touched.",
  keys: WRITERS,
  answers: [{ status: 200, says: "What was inserted, and how many were there.", type: JSON_TYPE, schema: SeedResult }],
  refusals: [...CLOSED, "busy", "unavailable"],
  examples: [{ name: "seed", summary: "Nothing is missing", value: { inserted: [], existing: 23 } }],
};

const MARKET_AT: Door = {
  id: "getMarketTimeAt",
  method: "get",
  path: `${API}/market-time`,
  group: "Operations",
  summary: "The market's clock at any instant",
  description: "Now, where none is given.",
  keys: WRITERS,
  query: MarketTimeQuery,
  answers: [{ status: 200, says: "The market's clock.", type: JSON_TYPE, schema: MarketTime }],
  refusals: [...CLOSED, "invalid_request"],
  examples: [
    { name: "then", summary: "On a Monday morning", query: { at: AT }, value: MARKET },
    {
      name: "misfit",
      summary: "No instant",
      query: { at: "yesterday" },
      status: 422,
      value: refusalOf("invalid_request", undefined, [
        { path: "at", message: "must be an ISO 8601 time with Z or an offset" },
      ]),
    },
  ],
};

const DESCRIPTION: Door = {
  id: "getInternalDescription",
  method: "get",
  path: `${API}/openapi.json`,
  group: "Operations",
  summary: "This description",
  description: "The public API and the internal one.",
  keys: READERS,
  answers: [{ status: 200, says: "The description.", type: JSON_TYPE, schema: Description }],
  refusals: CLOSED,
  examples: [{ name: "description", summary: "This description", value: DESCRIPTION_SAMPLE }],
};

/** What operators ask and order. */
export const OPERATION_DOORS = [SNAPSHOT, HEARTBEAT, INVALIDATE, SEED, MARKET_AT, DESCRIPTION];
