import { expect, test } from "vitest";
import { get } from "../support/http";
import { serverForFile } from "../support/server-for-file";

/** An operator's OPERATIONAL holds for 90 s without a probe. */
const FRESH_MS = 30_000;

const { server, operator } = serverForFile();

const STATES = ["DOWN", "PARTIAL", "DEGRADED", "UNKNOWN", "MAINTENANCE"] as const;
type State = (typeof STATES)[number];

const SURFACES = ["trade-execution", "app-raxx-app", "internal-docs-raxx-app", "cloudflare"] as const;
type Surface = (typeof SURFACES)[number];
type Scene = Partial<Record<Surface, State>>;

/** What customers notice, in the order of contract §1.6; the rest leads only without it, the partner before the team's. */
const CUSTOMERS: readonly Surface[] = ["trade-execution", "app-raxx-app"];
const OTHERS: readonly Surface[] = ["cloudflare", "internal-docs-raxx-app"];

const worst = (scene: Scene, surfaces: readonly Surface[]): State | undefined =>
  STATES.find((state) => surfaces.some((surface) => scene[surface] === state));

const ORDERS: Record<State, string> = {
  DOWN: "Orders can’t be placed",
  PARTIAL: "You may not be able to place orders",
  DEGRADED: "Slow or unreliable: place orders",
  UNKNOWN: "We can’t confirm that you can place orders",
  MAINTENANCE: "Scheduled maintenance: you may not be able to place orders",
};

const APP: Record<State, string> = {
  DOWN: "You can’t log in, see prices, or place orders",
  PARTIAL: "You may not be able to log in, see prices, or place orders",
  DEGRADED: "Slow or unreliable: log in, see prices, or place orders",
  UNKNOWN: "We can’t confirm that you can log in, see prices, or place orders",
  MAINTENANCE: "Scheduled maintenance: you may not be able to log in, see prices, or place orders",
};

const NAMED: Record<State, (name: string) => string> = {
  DOWN: (name) => `${name} is down`,
  PARTIAL: (name) => `Partial outage: ${name}`,
  DEGRADED: (name) => `Degraded performance: ${name}`,
  UNKNOWN: (name) => `We can’t confirm the status of ${name}`,
  MAINTENANCE: (name) => `${name} is under scheduled maintenance`,
};

const WHOSE = { cloudflare: "Cloudflare", "internal-docs-raxx-app": "Internal Docs" } as const;
const WHOSE_IT_IS = { cloudflare: "a service we rely on", "internal-docs-raxx-app": "used only by our team" } as const;

/** The banner's state, and its sentence without "Everything else works." */
function expected(scene: Scene): { state: State; sentence: string } {
  const noticed = worst(scene, CUSTOMERS);
  if (noticed) return { state: noticed, sentence: (scene["app-raxx-app"] === noticed ? APP : ORDERS)[noticed] };
  const state = worst(scene, OTHERS) as State;
  const leader = OTHERS.find((surface) => scene[surface] === state) as keyof typeof WHOSE;
  const sentence = `Everything you use works. ${NAMED[state](WHOSE[leader])} (${WHOSE_IT_IS[leader]})`;
  return { state, sentence };
}

const LABELS: Record<State, string> = {
  DOWN: "Service disruption",
  PARTIAL: "Partial outage",
  DEGRADED: "Degraded performance",
  UNKNOWN: "Status unknown",
  MAINTENANCE: "Scheduled maintenance",
};

const INDICATORS: Record<State, [indicator: string, description: string]> = {
  DOWN: ["critical", "Major Service Outage"],
  PARTIAL: ["major", "Partial System Outage"],
  DEGRADED: ["minor", "Partially Degraded Service"],
  UNKNOWN: ["minor", "Status Unknown"],
  MAINTENANCE: ["maintenance", "Service Under Maintenance"],
};

const alone: Scene[] = SURFACES.flatMap((surface) => STATES.map((state) => ({ [surface]: state })));
const pairs: Scene[] = SURFACES.flatMap((a, i) =>
  SURFACES.slice(i + 1).flatMap((b) =>
    STATES.flatMap((first) => STATES.map((second) => ({ [a]: first, [b]: second }))),
  ),
);

/** What the first match captures. */
const find = (html: string, pattern: RegExp): string => pattern.exec(html)?.[1] ?? "";

const parts = SURFACES.map(
  (surface) => [surface, [...alone, ...pairs].filter((scene) => Object.keys(scene)[0] === surface)] as const,
);

for (const [surface, scenes] of parts) {
  test(`headline, colour, title, icon, badge, embed and indicator agree: ${surface}, and with another`, async () => {
    let before: Scene = {};
    let freshAt = 0;
    const show = async (scene: Scene) => {
      for (const id of SURFACES) {
        const state = scene[id] ?? "OPERATIONAL";
        if (state !== (before[id] ?? "OPERATIONAL")) await operator.pin(id, state);
      }
      before = scene;
    };
    for (const scene of scenes) {
      if (Date.now() - freshAt > FRESH_MS) {
        for (const { id } of await operator.snapshot()) await operator.pin(id, "OPERATIONAL");
        before = {};
        freshAt = Date.now();
      }
      await show(scene);
      const { state, sentence } = expected(scene);
      const [indicator, description] = INDICATORS[state];
      const [{ text: page }, badge, { text: embed }, status] = await Promise.all([
        get(server, "/"),
        get<{ message: string }>(server, "/badge.json"),
        get(server, "/embed"),
        get<{ status: object }>(server, "/api/v2/status.json"),
      ]);
      const headline = find(page, /<h1 [^>]*>([^<]*)<\/h1>/);
      const seen = {
        headline: headline.replace(/\.( Everything else works\.)?$/, ""),
        colour: find(page, /<section aria-labelledby="overall" data-state="(\w+)"/),
        title: find(page, /<title>([^<]*)<\/title>/),
        icon: find(page, /<link rel="icon" href="([^"]*)"/),
        badge: badge.body.message,
        embed: find(embed, /<h1>([^<]*)<\/h1>/),
        status: status.body.status,
      };
      expect({ scene, ...seen }).toEqual({
        scene,
        headline: sentence,
        colour: state,
        title: `${sentence} · Raxx Status`,
        icon: `/status-icons/${state.toLowerCase()}.svg`,
        badge: LABELS[state],
        embed: `Raxx: ${description}`,
        status: { indicator, description },
      });
      const noticed = CUSTOMERS.map((id) => scene[id]).filter(Boolean);
      const isAll = noticed.length === Object.keys(scene).length && new Set(noticed).size === 1;
      expect(headline.endsWith(". Everything else works."), JSON.stringify(scene)).toBe(isAll);
    }
  });
}
