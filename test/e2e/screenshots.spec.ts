import type { Page } from "@playwright/test";
import { expect, FEED, invalidate, openLive, test, unfold } from "../support/page";
import { MINUTE_MS, openTicket, REGISTRY, type Scene, showAllWell, showIncidents, showMaintenance } from "./scenes";

const FOLDER = "test-results/screenshots";
const SCHEMES = ["light", "dark"] as const;
const WIDTHS = [320, 768, 1440];

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
  stale: { show: showAllWell, after: goStale },
};

test.use({ timezoneId: "America/New_York", tolerated: /ERR_INTERNET_DISCONNECTED/ });

/** The feed has failed for six minutes. */
async function goStale(page: Page): Promise<void> {
  await page.route(FEED, (route) => route.abort("internetdisconnected"));
  for (let passed = 0; passed < 6; passed += 0.5) await page.clock.fastForward(MINUTE_MS / 2);
  await expect(page.getByText("This page may be out of date.")).toBeVisible();
}

for (const [name, { show, after }] of Object.entries(LOOKS))
  test(`the page as it looks: ${name}, in three widths, light and dark`, async ({ page, server, operator }) => {
    await show({ server, operator });
    if (after) await page.clock.install({ time: Date.now() });
    await openLive(page);
    await after?.(page);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      }
    }
  });

/** 280 characters each. */
const NOTES = {
  japanese: "一部のお客様で、ログイン後に画面が正しく表示されない事象を確認しています。担当者が原因を調査しています。"
    .repeat(6)
    .slice(0, 280),
  arabic: "رصدنا أن بعض العملاء لا تظهر لهم الشاشة بعد تسجيل الدخول. الفريق يحقق في السبب الآن. "
    .repeat(4)
    .slice(0, 280),
};

test("hard cases as they look: everything on fire, long notes in Japanese and Arabic, zoomed to 400 %, forced colours", async ({
  page,
  server,
  operator,
}) => {
  await showAllWell({ server, operator });
  for (const { id } of REGISTRY) await operator.pin(id, "DOWN");
  await openTicket(server, { id: 61, tag: "app-raxx-app", severity: "down", note: NOTES.japanese });
  await operator.pin("market-data-feed", "DOWN", { public_note: NOTES.arabic });
  await operator.pin("api-service", "DOWN", { public_note: NOTES.japanese });
  await invalidate(server);
  await openLive(page);
  await unfold(page);
  const shot = (name: string) => page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: true });
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await shot(`on-fire-${width}`);
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(isWide).toBe(false);
  }
  // A desktop of 1280 by 1024 at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  await shot("zoomed-400");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ forcedColors: "active" });
  await shot("forced-colours-1440");
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

test("the other pages as they look, on a phone and on a desktop", async ({ page, server, operator }) => {
  await showIncidents({ server, operator });
  const now = Date.now();
  const span = { starts_at: new Date(now + 26 * 60 * MINUTE_MS).toISOString() };
  await operator.plan({
    surface_ids: ["app-raxx-app", "api-service"],
    ...span,
    ends_at: new Date(now + 28 * 60 * MINUTE_MS).toISOString(),
    public_note: "Certificates are renewed. Sessions stay open.",
  });
  const pages = {
    front: "/",
    surface: "/surfaces/app-raxx-app",
    history: "/history",
    docs: "/docs/api",
    german: "/de",
  };
  for (const [name, path] of Object.entries(pages))
    for (const [width, colorScheme] of [
      [390, "dark"],
      [1440, "light"],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await page.screenshot({ path: `${FOLDER}/page-${name}-${width}.png`, fullPage: true });
    }
});
