import { serveEndpoint } from "@/lib/http/endpoint";
import { APP_VIEW, refusal, unknownSurface } from "@/lib/openapi/samples";
import { UpdateSurface } from "@/lib/schemas/internal";
import { updateSurface } from "@/lib/usecases/update-surface";

const released = { ...APP_VIEW, state: "OPERATIONAL", shown_state: "OPERATIONAL", overridden: false } as const;

/** What any source reports about one surface (runbook §4). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "writeToken",
  POST: {
    body: UpdateSurface,
    handle: ({ ctx, body }) => updateSurface(ctx, body),
    docs: {
      id: "updateSurface",
      group: "Writing status",
      summary: "What a source reports about one surface",
      description:
        "`manual` overrides a surface, and OPERATIONAL clears the override. `3p_poller` is a partner's reading, `prober` a verdict with its hysteresis done (OPERATIONAL, DEGRADED or DOWN), `freescout` one anonymous ticket per surface, `schedule` a window until `maintenance_until`. An absent key leaves what is there; null clears it. A manual note that breaks the note policy is refused with the rule and the words.",
      responses: [
        { description: "The surface as it now is, and whether readers see a difference.", schema: "UpdateResult" },
      ],
      refusals: ["unknown_surface", "busy", "unavailable", "copy_policy"],
      examples: [
        {
          name: "pin",
          summary: "An operator overrides a surface",
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
          summary: "An operator clears the override",
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
            surface: {
              ...APP_VIEW,
              id: "cloudflare",
              state: "PARTIAL",
              shown_state: "PARTIAL",
              state_source: "3p_poller",
            },
            changed: true,
          },
        },
        {
          name: "promise",
          summary: "A note that may not be published",
          body: { surface_id: "app-raxx-app", state: "DOWN", state_source: "manual", public_note: "Down. ETA 15:00." },
          status: 422,
          value: refusal("copy_policy", undefined, [
            {
              path: "public_note",
              message: "says what a public note may not say",
              rule: "forward_looking",
              words: "ETA",
            },
          ]),
        },
        {
          name: "misfit",
          summary: "A body that does not fit",
          body: { surface_id: "app-raxx-app", state: "BROKEN", state_source: "manual" },
          status: 422,
          value: refusal("invalid_request", undefined, [{ path: "state", message: "Invalid option" }]),
        },
        unknownSurface({ body: { surface_id: "nope", state: "DOWN", state_source: "manual" } }),
      ],
    },
  },
});
