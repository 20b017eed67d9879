import type { Docs } from "@/lib/openapi/docs";
import { refusal } from "@/lib/openapi/problem";
import { WindowList, WindowView } from "@/lib/schemas/maintenance";

/** Far ahead, so that the example can be sent on any day. */
export const WINDOW: WindowView = {
  id: "win_5f0c2a9e4b7d4c13",
  surface_ids: ["docs-raxx-app"],
  starts_at: "2099-05-09T06:00:00Z",
  ends_at: "2099-05-09T07:00:00Z",
  public_note: "We move the documentation to new hardware.",
  phase: "scheduled",
};

const { id: _, phase: __, ...PLAN } = WINDOW;

export const list: Docs = {
  id: "listWindows",
  group: "Maintenance",
  summary: "Windows that have yet to end",
  description: "By start.",
  responses: [{ description: "The windows.", schema: WindowList }],
  refusals: ["unavailable"],
  examples: [{ name: "windows", summary: "All windows", value: { windows: [WINDOW] } }],
};

export const plan: Docs = {
  id: "planWindow",
  group: "Maintenance",
  summary: "Plan a window",
  description:
    "One window over one or more surfaces. A start in the past begins at once; an end in the past is refused.",
  responses: [
    { status: 201, description: "The window.", schema: WindowView, links: { endWindow: { id: "$response.body#/id" } } },
  ],
  refusals: ["copy_policy", "unknown_surface", "busy", "unavailable"],
  examples: [
    { name: "night", summary: "An hour at night", body: { ...PLAN, actor: "ops" }, status: 201, value: WINDOW },
    {
      name: "backwards",
      summary: "An end before the start",
      body: { ...PLAN, starts_at: PLAN.ends_at, ends_at: PLAN.starts_at },
      status: 422,
      value: refusal("invalid_request", undefined, [{ path: "ends_at", message: "must be after starts_at" }]),
    },
  ],
};
