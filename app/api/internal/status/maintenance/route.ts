import { MaintenanceInput } from "@/lib/schemas/maintenance";
import { serveEndpoint } from "@/lib/server/endpoint";
import { refused, WINDOW } from "@/lib/server/openapi/samples";
import { listWindows } from "@/lib/services/maintenance/list";
import { planWindow } from "@/lib/services/maintenance/plan";
import { answeringPurge } from "@/lib/services/public/purge";

const { id: _, phase: __, ...PLAN } = WINDOW;

/** Maintenance windows: those that have yet to end, and a new one. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "writeToken",
  GET: {
    handle: ({ ctx }) => listWindows(ctx),
    docs: {
      id: "listWindows",
      group: "Maintenance",
      summary: "Windows that have yet to end",
      description: "By start.",
      responses: [{ description: "The windows.", schema: "Windows" }],
      refusals: ["unavailable"],
      examples: { windows: { summary: "All windows", value: { windows: [WINDOW] } } },
    },
  },
  POST: {
    body: MaintenanceInput,
    handle: async ({ ctx, body }) =>
      Response.json(await answeringPurge(ctx, (once) => planWindow(once, body)), { status: 201 }),
    docs: {
      id: "planWindow",
      group: "Maintenance",
      summary: "Plan a window",
      description:
        "One window over one or more surfaces. A start in the past begins at once; an end in the past is refused.",
      responses: [
        {
          status: 201,
          description: "The window.",
          schema: "WindowResult",
          links: { endWindow: { id: "$response.body#/id" } },
        },
      ],
      refusals: ["copy_policy", "unknown_surface", "busy", "unavailable"],
      examples: {
        night: { summary: "An hour at night", body: { ...PLAN, actor: "ops" }, status: 201, value: WINDOW },
        backwards: {
          summary: "An end before the start",
          body: { ...PLAN, starts_at: PLAN.ends_at, ends_at: PLAN.starts_at },
          ...refused("invalid_request", { path: "ends_at", message: "must be after starts_at" }),
        },
      },
    },
  },
});
