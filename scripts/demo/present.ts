import { DAY_MS } from "../../lib/core/engine/periods";
import type { SurfaceEntry } from "../../lib/schemas/registry";
import {
  type DemoEvent,
  delivery,
  MINUTE_MS,
  midnight,
  override,
  partnerSilence,
  plan,
  poll,
  settled,
} from "./event-builders";
import type { FileTicket } from "./world";

/** The open ticket, incident and windows at the demo's start, which its timeline continues. */
export const PRESENT = {
  silentPartner: "secrets-management",
  partner: { id: "heroku-platform", trouble: { state: "DEGRADED" } },
  ticket: {
    id: 48_219_173,
    on: "market-data-feed",
    note: "Charts of US equities are delayed by up to two minutes. Orders are not affected.",
  },
} as const;

/** The events of the last hours before `now`; most of them are still open. */
export function present(entries: readonly SurfaceEntry[], file: FileTicket, now: number): DemoEvent[] {
  const ago = (minutes: number): number => now - (now % MINUTE_MS) - minutes * MINUTE_MS;
  const { ticket, partner, silentPartner } = PRESENT;
  const market = { ...ticket, severity: "partial", status: "active" } as const;
  const search = { id: ticket.id - 62, on: "docs-raxx-app", severity: "degraded" } as const;
  return [
    delivery(file, {
      ...{ ...search, status: "active", at: ago(300), note: "Search in the documentation returns no results." },
    }),
    delivery(file, { ...search, status: "closed", at: ago(234), note: "Search is working again." }),
    ...partnerSilence(silentPartner, ago(58)),
    poll([partner.id], ago(41), partner.trouble.state),
    delivery(file, { ...market, at: ago(26), note: "Some charts are delayed. We are investigating." }),
    plan({
      ...{ on: ["demo-raxx-app", "docs-raxx-app"], at: ago(200), beginsAt: ago(22), minutes: 240 },
      note: "Database upgrade. The demo is read-only meanwhile.",
    }),
    settled(entries, ago(22)),
    delivery(file, { ...market, at: ago(11) }),
    override({
      ...{ surfaceId: "tickets-raxx-app", at: ago(9), minutes: 11, state: "DEGRADED" },
      note: "The ticketing system’s pages are loading slowly.",
    }),
    plan({
      ...{ on: ["api-service", "vault-raxx-app"], at: ago(190), minutes: 60 },
      beginsAt: midnight(now, -2) + 4 * 60 * MINUTE_MS,
      note: "Certificates are renewed. Each service restarts once.",
    }),
    plan({
      ...{ on: ["email-inbound-support"], at: ago(185), minutes: 30, beginsAt: midnight(now, 0) + 6 * DAY_MS },
      note: "The mailbox moves to another server.",
    }),
  ];
}
