import * as z from "zod";
import { MaintenanceInput, WindowList, WindowView } from "@/lib/schemas/maintenance";
import type { Door } from "./door";
import { WRITERS } from "./keys";
import { refusalOf } from "./refuse";

const PATH = "/api/internal/status/maintenance";

/** Far ahead, so that the example can be sent on any day. */
const WINDOW: WindowView = {
  id: "win_5f0c2a9e4b7d4c13",
  surface_ids: ["docs-raxx-app"],
  starts_at: "2099-05-09T06:00:00Z",
  ends_at: "2099-05-09T07:00:00Z",
  public_note: "We move the documentation to new hardware.",
  phase: "scheduled",
};

const { id: _, phase: __, ...PLAN } = WINDOW;

const LIST: Door = {
  id: "listWindows",
  method: "get",
  path: PATH,
  group: "Maintenance",
  summary: "Windows that have yet to end",
  description: "By start.",
  keys: WRITERS,
  answers: [{ status: 200, says: "The windows.", type: "application/json", schema: WindowList }],
  refusals: ["unauthorized", "not_configured", "unavailable"],
  examples: [{ name: "windows", summary: "All windows", value: { windows: [WINDOW] } }],
};

const PLAN_WINDOW: Door = {
  id: "planWindow",
  method: "post",
  path: PATH,
  group: "Maintenance",
  summary: "Plan a window",
  description:
    "One window over one or more surfaces. A start in the past begins at once; an end in the past is refused.",
  keys: WRITERS,
  body: { schema: MaintenanceInput },
  answers: [
    {
      status: 201,
      says: "The window.",
      type: "application/json",
      schema: WindowView,
      links: { endWindow: { id: "$response.body#/id" } },
    },
  ],
  refusals: [
    "unauthorized",
    "not_configured",
    "malformed_json",
    "body_too_large",
    "unsupported_media_type",
    "invalid_request",
    "copy_policy",
    "unknown_surface",
    "busy",
    "unavailable",
  ],
  examples: [
    { name: "night", summary: "An hour at night", body: { ...PLAN, actor: "ops" }, status: 201, value: WINDOW },
    {
      name: "backwards",
      summary: "An end before the start",
      body: { ...PLAN, starts_at: PLAN.ends_at, ends_at: PLAN.starts_at },
      status: 422,
      value: refusalOf("invalid_request", undefined, [{ path: "ends_at", message: "must be after starts_at" }]),
    },
  ],
};

const END_WINDOW: Door = {
  id: "endWindow",
  method: "delete",
  path: `${PATH}/{id}`,
  group: "Maintenance",
  summary: "Cancel a window, or end it now",
  description: "One that has yet to begin is cancelled, one that runs ends now.",
  keys: WRITERS,
  at: z.object({ id: z.string() }),
  answers: [{ status: 200, says: "The window as it ended.", type: "application/json", schema: WindowView }],
  refusals: ["unauthorized", "not_configured", "unknown_window", "busy", "unavailable"],
  examples: [
    { name: "cancel", summary: "Cancel a window", at: { id: WINDOW.id }, value: { ...WINDOW, phase: "cancelled" } },
    {
      name: "unknown",
      summary: "A window that is over, or never was",
      at: { id: "win_0000000000000000" },
      status: 404,
      value: refusalOf("unknown_window"),
    },
  ],
};

/** Planned downtime (spec README, "Schedule"). */
export const MAINTENANCE_DOORS = [LIST, PLAN_WINDOW, END_WINDOW];
