import type { Page } from "@playwright/test";
import {
  MINUTE_MS,
  openTicket,
  REGISTRY,
  type Scene,
  showAllWell,
  showIncidents,
  showMaintenance,
} from "../e2e/scenes";
import { expect, FEED, openLive, test, unfold } from "../support/page";

const FOLDER = "test-results/screenshots";
const SCHEMES = ["light", "dark"] as const;
const WIDTHS = [320, 360, 768, 1440];

/** What is shown, and what is done in the browser once it is. */
type Look = { show: (scene: Scene) => Promise<void>; after?: (page: Page) => Promise<void> };

const LOOKS: Record<string, Look> = {
  unknown: { show: async () => {} },
  healthy: { show: showAllWell },
  incident: { show: showIncidents },
  maintenance: {
    show: async (scene) => {
      await showAllWell(scene);
      await showMaintenance(scene);
    },
  },
  orders: {
    show: async (scene) => {
      await showAllWell(scene);
      await openTicket(scene.server, {
        id: 71,
        tag: "trade-execution",
        severity: "down",
        note: "Orders are not being accepted. We are working on it.",
      });
    },
  },
  partial: {
    show: async (scene) => {
      await showAllWell(scene);
      await scene.operator.pin("market-data-feed", "PARTIAL", {
        public_note: "Charts of US equities are delayed by up to two minutes. Orders are not affected.",
      });
    },
  },
  degraded: {
    show: async (scene) => {
      await showAllWell(scene);
      await scene.operator.pin("app-raxx-app", "DEGRADED");
    },
  },
  team: {
    show: async (scene) => {
      await showAllWell(scene);
      await scene.operator.pin("internal-docs-raxx-app", "DEGRADED");
    },
  },
  partner: {
    show: async (scene) => {
      await showAllWell(scene);
      await scene.operator.pin("cloudflare", "DOWN");
    },
  },
  "all-down": {
    show: async (scene) => {
      await showAllWell(scene);
      for (const { id } of REGISTRY) await scene.operator.pin(id, "DOWN");
    },
  },
  stale: { show: showAllWell, after: goStale },
  unfolded: { show: showIncidents, after: unfold },
  subscribe: { show: showIncidents, after: (page) => page.locator("header summary").first().click() },
};

test.use({ timezoneId: "America/New_York", tolerated: /ERR_INTERNET_DISCONNECTED|status of 404.*no-such-page/ });

/** The feed has failed for six minutes. */
async function goStale(page: Page): Promise<void> {
  await page.route(FEED, (route) => route.abort("internetdisconnected"));
  for (let passed = 0; passed < 6; passed += 0.5) await page.clock.fastForward(MINUTE_MS / 2);
  await expect(page.getByText("This page may be out of date.")).toBeVisible();
}

for (const [name, { show, after }] of Object.entries(LOOKS))
  test(`the page as it looks: ${name}, in four widths, light and dark`, async ({ page, server, operator }) => {
    await show({ server, operator });
    if (after) await page.clock.install({ time: Date.now() });
    await openLive(page);
    await after?.(page);
    await shoot(page, name);
  });

test("the two pictures of the README", async ({ page, server, operator }) => {
  await showIncidents({ server, operator });
  await page.setViewportSize({ width: 1440, height: 1600 });
  await openLive(page);
  await page.screenshot({ path: `${FOLDER}/status-page-light.png` });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.screenshot({ path: `${FOLDER}/status-page-phone-dark.png` });
});

test("the other pages as they look, in four widths, light and dark", async ({ page, server, operator }) => {
  test.setTimeout(600_000);
  await showIncidents({ server, operator });
  const now = Date.now();
  const span = { starts_at: new Date(now + 26 * 60 * MINUTE_MS).toISOString() };
  await operator.plan({
    surface_ids: ["app-raxx-app", "api-service"],
    ...span,
    ends_at: new Date(now + 28 * 60 * MINUTE_MS).toISOString(),
    public_note: "Certificates are renewed. Sessions stay open.",
  });
  await openLive(page);
  const incident = await page.locator("[data-card] h3 a").first().getAttribute("href");
  const pages = {
    planned: "/",
    incident: incident ?? "",
    surface: "/surfaces/app-raxx-app",
    history: "/history",
    market: "/market",
    subscribe: "/subscribe",
    missing: "/no-such-page",
    docs: "/docs/api",
    german: "/de",
    japanese: "/ja",
  };
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path, { waitUntil: "networkidle" }); // scripts have taken over
    await shoot(page, `page-${name}`);
  }
});

async function shoot(page: Page, name: string): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
}
