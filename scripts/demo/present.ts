import type { SurfaceEntry } from "../../lib/schemas/registry";
import type { Happening } from "./chronicler";
import { delivery } from "./desk-stories";
import type { Desk } from "./freescout-desk";
import { DAY_MS, MINUTE_MS, midnight } from "./moments";
import { pin, plan, settled } from "./operator-stories";
import type { PartnerTrouble } from "./partner-documents";
import { hearPartners, partnerSilence } from "./partner-stories";

/** What the demo begins amid, and its script goes on with. */
export const PRESENT = {
  silentPartner: "secrets-management",
  partner: {
    id: "heroku-platform",
    trouble: { state: "DEGRADED", title: "Routing errors in Europe" } satisfies PartnerTrouble,
  },
  ticket: {
    id: 48_219_173,
    on: "market-data-feed",
    note: "Charts of US equities are delayed by up to two minutes. Orders are not affected.",
  },
} as const;

/** The last hours before `now`: some of it is over, most goes on. */
export function present(entries: readonly SurfaceEntry[], desk: Desk, now: number): Happening[] {
  const ago = (minutes: number): number => now - (now % MINUTE_MS) - minutes * MINUTE_MS;
  const nameOf = (id: string) => entries.find((entry) => entry.id === id)?.display_name ?? id;
  const { ticket, partner, silentPartner } = PRESENT;
  const market = { id: ticket.id, tag: nameOf(ticket.on), severity: "partial", status: "active" } as const;
  const search = { id: ticket.id - 62, tag: nameOf("docs-raxx-app"), severity: "degraded" } as const;
  return [
    delivery(desk, "docs-raxx-app", {
      ...{ ...search, status: "active", updatedAt: ago(300), note: "Search in the documentation finds nothing." },
    }),
    delivery(desk, "docs-raxx-app", {
      ...{ ...search, status: "closed", updatedAt: ago(234), note: "Search works again." },
    }),
    ...partnerSilence(silentPartner, ago(58)),
    hearPartners([partner.id], ago(41), partner.trouble.state),
    delivery(desk, ticket.on, {
      ...market,
      updatedAt: ago(26),
      note: "Some charts are delayed. We are investigating.",
    }),
    plan({
      ...{ on: ["demo-raxx-app", "docs-raxx-app"], plannedAt: ago(200), beginsAt: ago(22), minutes: 240 },
      note: "Database upgrade. The demo is read-only meanwhile.",
    }),
    settled(entries, ago(22)),
    delivery(desk, ticket.on, { ...market, updatedAt: ago(11), note: ticket.note }),
    pin({
      ...{ surfaceId: "tickets-raxx-app", at: ago(9), minutes: 11, state: "DEGRADED" },
      note: "Pages of the ticketing system load slowly.",
    }),
    plan({
      ...{ on: ["api-service", "vault-raxx-app"], plannedAt: ago(190), minutes: 60 },
      beginsAt: midnight(now, -2) + 4 * 60 * MINUTE_MS,
      note: "Certificates are renewed. Each service restarts once.",
    }),
    plan({
      ...{ on: ["email-inbound-support"], plannedAt: ago(185), minutes: 30 },
      beginsAt: midnight(now, 0) + 6 * DAY_MS,
      note: "The mailbox moves to another server.",
    }),
  ];
}
