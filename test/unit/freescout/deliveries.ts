import { readFileSync } from "node:fs";
import { parseDelivery } from "@/lib/integrations/freescout/parse-delivery";
import type { TicketSnapshot } from "@/lib/integrations/freescout/ticket-snapshot";

export const surfaces = [
  { id: "app-raxx-app", displayName: "Raxx App" },
  { id: "docs-raxx-app", displayName: "Documentation" },
  { id: "billing", displayName: "Billing & Payments" },
];

export const options = { surfaces, fieldIds: {} };

export function rawFixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/freescout/${name}`, import.meta.url));
}

export function fixture(name: string) {
  return JSON.parse(new TextDecoder().decode(rawFixture(`${name}.json`)));
}

/** The snapshot of a delivery that is expected to carry a ticket. */
export function snapshotOf(body: unknown, given: Parameters<typeof parseDelivery>[1] = options): TicketSnapshot {
  const delivery = parseDelivery(body, given);
  if (delivery.kind !== "ticket") throw new Error(`ignored: ${delivery.reason}`);
  return delivery.snapshot;
}
