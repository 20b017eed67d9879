import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { messagesFor } from "@/components/messages/messages-for";
import type { Surface } from "@/components/status/page-data";
import { summarize } from "@/components/status/summary";
import type { State } from "@/lib/core/engine/states";
import { toPageLayout } from "@/lib/output/page-layout";
import { buildRegistry } from "@/lib/platform/registry";
import type { Language } from "@/lib/schemas/language";
import { parseRegistry } from "@/scripts/registry";
import { english } from "./english";
import { PLAIN } from "./layout";
import { ownedIn, surfaceWith } from "./surface";

const file = new URL("../../../config/status-surfaces.yaml", import.meta.url);
const REGISTRY = buildRegistry({ REGISTRY: parseRegistry(readFileSync(file, "utf8"), "status-surfaces.yaml") });

/** The shipped page, with some surfaces in another state than operational. */
function bannerWith(states: Record<string, State>, language: Language = "en") {
  const surfaces = REGISTRY.entries.map(
    ({ id, display_name, category }): Surface =>
      surfaceWith({ id, display_name, category, state: states[id] ?? "OPERATIONAL" }),
  );
  return summarize(messagesFor(language), surfaces, toPageLayout(REGISTRY, language));
}

const capabilities = (states: Record<string, State>) =>
  bannerWith(states).capabilities.map(({ id, state }) => [id, state]);

describe("the banner of the shipped registry", () => {
  it.each<[string, Record<string, State>, State, string]>([
    ["nothing", {}, "OPERATIONAL", "All systems operational"],
    ["trade execution", { "trade-execution": "DOWN" }, "DOWN", "Orders can’t be placed. Everything else works."],
    [
      "trade execution, and Internal Docs",
      { "trade-execution": "DOWN", "internal-docs-raxx-app": "DEGRADED" },
      "DOWN",
      "Orders can’t be placed.",
    ],
    [
      "the app",
      { "app-raxx-app": "DOWN" },
      "DOWN",
      "You can’t log in, see prices, or place orders. Everything else works.",
    ],
    [
      "the market data",
      { "market-data-feed": "PARTIAL" },
      "PARTIAL",
      "You may not be able to see prices. Everything else works.",
    ],
    [
      "the API",
      { "api-service": "DEGRADED" },
      "DEGRADED",
      "Slow or unreliable: log in, see prices, or place orders. Everything else works.",
    ],
    [
      "broker connectivity unknown",
      { "broker-connectivity": "UNKNOWN" },
      "UNKNOWN",
      "We can’t confirm that you can place orders. Everything else works.",
    ],
    [
      "support in maintenance",
      { "tickets-raxx-app": "MAINTENANCE" },
      "MAINTENANCE",
      "Scheduled maintenance: you may not be able to get help. Everything else works.",
    ],
    ["the demo", { "demo-raxx-app": "DOWN" }, "DOWN", "Demo is down. Everything else works."],
    [
      "a partner alone",
      { cloudflare: "PARTIAL" },
      "PARTIAL",
      "Everything you use works. Partial outage: Cloudflare (a service we rely on)",
    ],
    [
      "the team's alone",
      { "internal-docs-raxx-app": "DOWN" },
      "DOWN",
      "Everything you use works. Internal Docs is down (used only by our team)",
    ],
    [
      "unknown before maintenance",
      { "demo-raxx-app": "MAINTENANCE", "docs-raxx-app": "UNKNOWN" },
      "UNKNOWN",
      "We can’t confirm the status of Documentation",
    ],
  ])("%s", (_, states, state, headline) => {
    expect(bannerWith(states)).toMatchObject({ state, headline });
  });

  it("lists what the sentence does not speak of, what customers use first, and whose the rest is", () => {
    const { clauses } = bannerWith({
      "trade-execution": "DOWN",
      "demo-raxx-app": "DOWN",
      "market-data-feed": "DEGRADED",
      cloudflare: "DOWN",
      "ci-runners": "PARTIAL",
    });
    expect(clauses).toEqual([
      { state: "DOWN", text: "Demo is down" },
      { state: "DEGRADED", text: "Degraded performance: Market Data Feed" },
      { state: "DOWN", text: "Cloudflare is down (a service we rely on)" },
      { state: "PARTIAL", text: "Partial outage: CI / Deployment Pipeline (used only by our team)" },
    ]);
  });

  it("rates what customers can do by the worst of what each needs", () => {
    expect(
      capabilities({ "trade-execution": "DOWN", "email-inbound-support": "UNKNOWN", "api-service": "DEGRADED" }),
    ).toEqual([
      ["log-in", "DEGRADED"],
      ["see-prices", "DEGRADED"],
      ["place-orders", "DOWN"],
      ["get-help", "UNKNOWN"],
    ]);
  });

  it("says it in the tab without what else works", () => {
    expect(bannerWith({ "trade-execution": "DOWN" }).title).toBe("Orders can’t be placed");
  });

  it.each<[Language, string, string, string]>([
    [
      "de",
      "Orders können nicht aufgegeben werden. Alles andere funktioniert.",
      "Nicht möglich: Anmelden, Kurse sehen oder Orders aufgeben. Alles andere funktioniert.",
      "Alles, was Sie nutzen, funktioniert. Cloudflare ist ausgefallen (ein von uns genutzter Dienst)",
    ],
    [
      "es",
      "No se pueden enviar órdenes. Todo lo demás funciona.",
      "No es posible iniciar sesión, ver precios o enviar órdenes. Todo lo demás funciona.",
      "Todo lo que usted usa funciona. Cloudflare está fuera de servicio (un servicio del que dependemos)",
    ],
    [
      "fr",
      "Les ordres ne peuvent pas être passés. Tout le reste fonctionne.",
      "Actuellement impossible : se connecter, voir les cours ou passer des ordres. Tout le reste fonctionne.",
      "Tout ce que vous utilisez fonctionne. Cloudflare est interrompu (un service dont nous dépendons)",
    ],
    [
      "ja",
      "注文できません。その他は正常に稼働しています。",
      "ログイン、価格の確認、または注文ができません。その他は正常に稼働しています。",
      "お客様がご利用のサービスは正常に稼働しています。Cloudflareのサービスが停止しています（当社が利用する外部サービス）",
    ],
  ])("in %s", (language, orders, app, cloudflare) => {
    const seen = (states: Record<string, State>) => bannerWith(states, language).headline.replaceAll("\u202f", " ");
    expect(seen({ "trade-execution": "DOWN" })).toBe(orders);
    expect(seen({ "app-raxx-app": "DOWN" })).toBe(app);
    expect(seen({ cloudflare: "DOWN" })).toBe(cloudflare);
  });
});

describe("the banner without capabilities", () => {
  const bannerOf = (surfaces: readonly Surface[]) => summarize(english, surfaces, PLAIN);

  it.each([
    ["DOWN", "A is down. Everything else works."],
    ["PARTIAL", "Partial outage: A. Everything else works."],
    ["DEGRADED", "Degraded performance: A. Everything else works."],
    ["MAINTENANCE", "A is under scheduled maintenance. Everything else works."],
    ["UNKNOWN", "We can’t confirm the status of A. Everything else works."],
  ] as const)("names the one surface that is %s", (state, headline) => {
    expect(bannerOf(ownedIn(state, "OPERATIONAL"))).toMatchObject({ state, headline, clauses: [] });
  });

  it("names the important first, three at most, and counts the others", () => {
    const groups = [{ id: "all", surfaces: ["owned-D", "owned-C", "owned-B", "owned-A"], probed: [] }];
    const states = ["DOWN", "DOWN", "DOWN", "DOWN", "OPERATIONAL"] as const;
    expect(summarize(english, ownedIn(...states), { ...PLAIN, groups }).title).toBe("D, C, and 2 more are down");
    expect(bannerOf(ownedIn("DOWN", "DOWN", "DOWN", "OPERATIONAL")).title).toBe("A, B, and C are down");
  });

  it("says all instead of naming every one", () => {
    const cloudflare = surfaceWith({ id: "cloudflare", category: "upstream_3p" });
    expect(bannerOf([...ownedIn("PARTIAL", "PARTIAL"), cloudflare]).title).toBe(
      "All Raxx services have a partial outage",
    );
    const everything = bannerOf([...ownedIn("DOWN", "DOWN"), { ...cloudflare, state: "DOWN" }]);
    expect(everything).toMatchObject({ state: "DOWN", headline: "All systems are down", clauses: [] });
  });

  it("never reads unknown, or an empty database, as well", () => {
    const cloudflare = surfaceWith({ id: "cloudflare", category: "upstream_3p" });
    const unknown = bannerOf([...ownedIn("UNKNOWN", "UNKNOWN"), { ...cloudflare, state: "UNKNOWN" }]);
    expect(unknown).toMatchObject({ state: "UNKNOWN", headline: "We can’t confirm the status of any system" });
    for (const surfaces of [[], [cloudflare]]) {
      const headline = "We can’t confirm the status of Raxx services";
      expect(bannerOf(surfaces)).toMatchObject({ state: "UNKNOWN", headline, clauses: [] });
    }
  });
});
