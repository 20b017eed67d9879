import { UpdateSurface } from "@/lib/schemas/internal";
import { serveEndpoint } from "@/lib/server/endpoint";
import { APP_VIEW, refused, unknownSurface } from "@/lib/server/openapi/samples";
import { answeringPurge } from "@/lib/services/public/purge";
import { updateSurface } from "@/lib/services/surfaces/update";

const manual = { surface_id: "app-raxx-app", state: "DEGRADED", state_source: "manual" };
const reading = { state: "PARTIAL", state_source: "3p_poller" };
const TICKET = { ...manual, state_source: "freescout", actor: "raptor", public_note: APP_VIEW.public_note } as const;
const released = { ...APP_VIEW, state: "OPERATIONAL", shown_state: "OPERATIONAL", overridden: false } as const;

/** What any source reports about one surface (contract §4.2). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serveEndpoint({
  access: "writeToken",
  POST: {
    body: UpdateSurface,
    handle: ({ ctx, body }) => answeringPurge(ctx, (once) => updateSurface(once, body)),
    docs: {
      id: "updateSurface",
      group: "Writing status",
      summary: "What a source reports about one surface",
      description:
        "`manual` overrides a surface, and OPERATIONAL clears the override. `3p_poller` is a partner's reading, `prober` a verdict with its hysteresis done (OPERATIONAL, DEGRADED or DOWN), `freescout` one anonymous ticket per surface, whose incident may get a `title`, a `phase` and a key of your own (`incident`), under which several surfaces are one incident, `schedule` a window until `maintenance_until`. An absent key leaves what is there; null clears it. A manual note that breaks the note policy is refused with the rule and the words.",
      responses: [
        { description: "The surface as it now is, and whether readers see a difference.", schema: "UpdateResult" },
      ],
      refusals: ["unknown_surface", "busy", "unavailable", "copy_policy"],
      examples: {
        pin: {
          summary: "An operator overrides a surface",
          body: { ...manual, actor: "ops", public_note: APP_VIEW.public_note, ticket_pending: true },
          value: { surface: APP_VIEW, changed: true },
        },
        release: {
          summary: "An operator clears the override",
          body: { ...manual, state: "OPERATIONAL", actor: "ops", public_note: null },
          value: { surface: { ...released, ticket_pending: false, public_note: null }, changed: true },
        },
        partner: {
          summary: "A partner's reading",
          body: { surface_id: "cloudflare", ...reading },
          value: { surface: { ...APP_VIEW, ...reading, id: "cloudflare", shown_state: "PARTIAL" }, changed: true },
        },
        incident: {
          summary: "An incident over several surfaces: sent once for each, under the same key",
          body: { ...TICKET, title: "Some logins fail", phase: "identified", incident: "deploy-4711" },
          value: { surface: APP_VIEW, changed: true },
        },
        promise: {
          summary: "A note that may not be published",
          body: { ...manual, state: "DOWN", public_note: "Down. ETA 15:00." },
          ...refused("copy_policy", {
            path: "public_note",
            message: "says what a public note may not say",
            rule: "forward_looking",
            words: "ETA",
          }),
        },
        misfit: {
          summary: "A body that does not fit",
          body: { ...manual, state: "BROKEN" },
          ...refused("invalid_request", { path: "state", message: "Invalid option" }),
        },
        unknown: unknownSurface({ body: { ...manual, surface_id: "nope", state: "DOWN" } }),
      },
    },
  },
});
