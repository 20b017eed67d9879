import { serveEndpoint } from "@/lib/server/endpoint";
import { refused, WINDOW } from "@/lib/server/openapi/samples";
import { deleteWindow } from "@/lib/services/maintenance/end";
import { answeringPurge } from "@/lib/services/public/purge";

/** Cancels a window, or ends it now if it runs. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "writeToken",
  DELETE: {
    handle: ({ ctx, params: { id = "" } }) => answeringPurge(ctx, (once) => deleteWindow(once, id)),
    docs: {
      id: "endWindow",
      group: "Maintenance",
      summary: "Cancel a window, or end it now",
      description: "One that has yet to begin is cancelled, one that runs ends now.",
      responses: [{ description: "The window as it ended.", schema: "WindowResult" }],
      refusals: ["unknown_window", "busy", "unavailable"],
      examples: {
        cancel: { summary: "Cancel a window", params: { id: WINDOW.id }, value: { ...WINDOW, phase: "cancelled" } },
        unknown: {
          summary: "A window that is over, or never was",
          params: { id: "win_0000000000000000" },
          ...refused("unknown_window"),
        },
      },
    },
  },
});
