import { defineEndpoint } from "@/lib/http/endpoint";
import { refusal, WINDOW } from "@/lib/openapi/samples";

export const endpoint = defineEndpoint({
  access: "writeToken",
  DELETE: {
    docs: {
      id: "endWindow",
      group: "Maintenance",
      summary: "Cancel a window, or end it now",
      description: "One that has yet to begin is cancelled, one that runs ends now.",
      responses: [{ description: "The window as it ended.", schema: "Window" }],
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
    },
  },
});
