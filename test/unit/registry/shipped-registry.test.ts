import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseRegistry } from "@/scripts/registry";

const file = fileURLToPath(new URL("../../../config/status-surfaces.yaml", import.meta.url));
const { surfaces } = parseRegistry(readFileSync(file, "utf8"), "config/status-surfaces.yaml");
const byId = new Map(surfaces.map((surface) => [surface.id, surface]));

describe("the shipped registry", () => {
  it("lists the 23 surfaces in their order", () => {
    expect(surfaces.map(({ id }) => id)).toEqual([
      "raxx-app",
      "getraxx-com",
      "app-raxx-app",
      "demo-raxx-app",
      "docs-raxx-app",
      "internal-docs-raxx-app",
      "console-raxx-app",
      "tickets-raxx-app",
      "status-raxx-app",
      "email-outbound-transactional",
      "email-inbound-support",
      "api-service",
      "vault-raxx-app",
      "ci-runners",
      "cloudflare",
      "heroku-platform",
      "email-delivery",
      "billing-payment",
      "workspace",
      "secrets-management",
      "broker-connectivity",
      "market-data-feed",
      "trade-execution",
    ]);
  });

  it("groups them as the card does", () => {
    const count = (category: string) => surfaces.filter((surface) => surface.category === category).length;
    expect([count("owned"), count("upstream_3p"), count("downstream_3p")]).toEqual([14, 6, 3]);
  });

  it("probes eleven of the owned surfaces and no others", () => {
    const probed = surfaces.filter((surface) => surface.probe_url !== null);
    expect(probed).toHaveLength(11);
    expect(probed.every((surface) => surface.category === "owned")).toBe(true);
  });

  it("probes itself where it answers in every phase, also while the page is dark", () => {
    expect(byId.get("status-raxx-app")).toMatchObject({ probe_url: "https://status.raxx.app/healthz" });
  });

  it("names a partner and a feed for each upstream surface and no other", () => {
    for (const surface of surfaces) {
      const isUpstream = surface.category === "upstream_3p";
      expect([surface.id, surface.partner_name !== null, surface.partner_feed !== null]).toEqual([
        surface.id,
        isUpstream,
        isUpstream,
      ]);
    }
  });

  it.each([
    ["cloudflare", "statuspage", "https://www.cloudflarestatus.com/api/v2/summary.json"],
    ["heroku-platform", "heroku", "https://status.heroku.com/api/v4/current-status"],
    ["email-delivery", "sorry", "https://status.postmarkapp.com/api/v1/components"],
    ["billing-payment", "statuspage", "https://www.stripestatus.com/api/v2/summary.json"],
    ["workspace", "google_workspace", "https://www.google.com/appsstatus/dashboard/incidents.json"],
    ["secrets-management", "statuspage", "https://status.infisical.com/api/v2/summary.json"],
  ])("polls %s as %s where it really is", (id, kind, url) => {
    expect(byId.get(id)?.partner_feed).toMatchObject({ kind, url });
  });

  it("keeps the card's columns as they are", () => {
    expect(byId.get("billing-payment")).toMatchObject({
      display_name: "Billing & Payments",
      probe_url: null,
      partner_status_url: "https://status.stripe.com/api/v2/summary.json",
      public_description: "Payment processing. Billing incidents may affect subscription management.",
      partner_name: "Stripe",
    });
  });
});
