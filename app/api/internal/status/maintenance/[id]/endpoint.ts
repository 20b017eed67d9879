import { defineEndpoint } from "@/lib/http/endpoint";

export const endpoint = defineEndpoint({
  access: "writeToken",
  DELETE: {
    docs: async () => {
      const { refusal } = await import("@/lib/openapi/problem");
      const { WindowView } = await import("@/lib/schemas/maintenance");
      const { WINDOW } = await import("@/app/api/internal/status/maintenance/docs");
      return {
        id: "endWindow",
        group: "Maintenance",
        summary: "Cancel a window, or end it now",
        description: "One that has yet to begin is cancelled, one that runs ends now.",
        responses: [{ description: "The window as it ended.", schema: WindowView }],
        refusals: ["unknown_window", "busy", "unavailable"],
        examples: [
          {
            name: "cancel",
            summary: "Cancel a window",
            params: { id: WINDOW.id },
            value: { ...WINDOW, phase: "cancelled" },
          },
          {
            name: "unknown",
            summary: "A window that is over, or never was",
            params: { id: "win_0000000000000000" },
            status: 404,
            value: refusal("unknown_window"),
          },
        ],
      };
    },
  },
});
