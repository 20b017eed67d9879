import type { Page } from "@playwright/test";
import { violationsOf } from "../support/axe";
import { expect, invalidate, openLive, row, section, test } from "../support/page";
import type { TestServer } from "../support/server";

const DAY_MS = 86_400_000;
const PAGE = "/surfaces/app-raxx-app";

/** The last days of the app, oldest first; today is told as closed, so that what other tests have logged counts for nothing. */
async function showDays(server: TestServer, days: readonly string[]): Promise<void> {
  const closed = new Date(Math.ceil(Date.now() / DAY_MS) * DAY_MS).toISOString();
  const insert = "INSERT OR REPLACE INTO surface_days (surface_id, closed_to, days) VALUES ('app-raxx-app', ?, ?)";
  await server.sql(insert, closed, JSON.stringify(days));
  await invalidate(server);
}

const DAYS = Array.from({ length: 90 }, (_, i) => (i === 88 ? "OP720000" : i === 87 ? "D" : i === 86 ? "M" : "O"));
const days = (page: Page) => page.getByRole("list", { name: "Last 90 days, one by one" }).getByRole("button");
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const card = (page: Page) => page.locator(".day-card:popover-open");

test.beforeEach(({ server }) => showDays(server, DAYS));
test.afterEach(({ server }) => server.sql("DELETE FROM surface_days"));

test.describe("a surface's days", () => {
  test("are one tab stop, walked by arrows, Home and End, and told by a popover that Esc closes", async ({ page }) => {
    await page.goto(PAGE);
    await expect(days(page)).toHaveCount(90);
    await expect(page.locator('.day-list button[tabindex="0"]')).toHaveCount(1);
    await days(page).last().focus();
    await page.keyboard.press("ArrowLeft");
    await expect(days(page).nth(88)).toBeFocused();
    await expect(card(page)).toContainText(/UTC\s*Partial outage\s*Operational23 h 48 minPartial outage12 min/);
    await page.keyboard.press("Escape");
    await expect(card(page)).toHaveCount(0);
    await page.keyboard.press("Enter");
    await expect(card(page)).toHaveCount(1);
    await page.keyboard.press("ArrowUp");
    await expect(card(page)).toContainText("Service disruption");
    await page.keyboard.press("Home");
    await expect(days(page).first()).toBeFocused();
    await expect(page.locator('.day-list button[tabindex="0"]')).toHaveCount(1);
    await page.keyboard.press("End");
    await expect(card(page)).toContainText("so far today");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await expect(days(page).last()).toBeFocused();
  });

  test("show their popover beside them on hover, and let go of it after", async ({ page }) => {
    await page.goto(PAGE);
    await expect(page.locator('.day-list button[tabindex="0"]')).toHaveCount(1);
    const button = days(page).nth(87);
    await button.hover();
    await expect(card(page)).toContainText("Service disruption");
    const [bar, shown] = [await button.boundingBox(), await card(page).boundingBox()];
    expect(Math.abs((shown?.y ?? 0) + (shown?.height ?? 0) - (bar?.y ?? 0))).toBeLessThan(2);
    await card(page).hover();
    await expect(card(page)).toContainText("Service disruption");
    await button.click();
    await expect(card(page)).toContainText("Service disruption");
    await page.getByRole("heading", { level: 1 }).hover();
    await expect(card(page)).toHaveCount(0);
  });

  test.describe("without scripts", () => {
    test.use({ javaScriptEnabled: false });
    test("are all told as well", async ({ page }) => {
      await page.goto(PAGE);
      await days(page).nth(86).click();
      await expect(card(page)).toContainText("Scheduled maintenance");
      await page.keyboard.press("Tab");
      await expect(days(page).nth(87)).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(card(page)).toContainText("Service disruption");
      await page.keyboard.press("Escape");
      await expect(card(page)).toHaveCount(0);
    });
  });

  for (const width of [320, 768, 1440])
    test(`are each a target of 24 px, in full rows, at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(PAGE);
      const boxes = await days(page).evaluateAll((all) => all.map((it) => it.getBoundingClientRect().toJSON()));
      for (const { width, height } of boxes) expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
      const rows = Map.groupBy(boxes, ({ y }) => Math.round(y));
      expect(new Set([...rows.values()].map((row) => row.length)).size).toBe(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });

  test("stand clean before axe, with a popover open", async ({ page }) => {
    await page.goto(PAGE);
    await days(page).nth(88).hover();
    expect(await violationsOf(page)).toEqual([]);
  });
});

test.describe("a front page that stays open", () => {
  test.beforeEach(async ({ page }) => {
    await page.clock.install();
    await openLive(page);
  });

  test("sums up each surface's days, and its bar of today follows the state", async ({ page, operator }) => {
    const strip = row(page, "app-raxx-app").getByRole("img", { name: /^Last 90 days/ });
    await expect(strip).toHaveAccessibleName("Last 90 days: 98.87% uptime, issues on 2 of 90 days with data");
    await expect(strip.locator('[data-state="DOWN"]')).toHaveAttribute("d", "M87 16h1");
    await operator.pin("app-raxx-app", "DOWN");
    await page.clock.runFor(121_000);
    await expect(strip.locator('[data-state="DOWN"]')).toHaveAttribute("d", "M87 16h1m1 0h1");
  });

  test("learns of a window that was planned meanwhile", async ({ page, operator }) => {
    const listed = section(page, "Scheduled maintenance");
    await expect(listed).toHaveCount(0);
    await operator.plan({ surface_ids: ["docs-raxx-app"], starts_at: inMs(1_800_000), ends_at: inMs(7_200_000) });
    await page.clock.runFor(121_000);
    await expect(listed.getByRole("heading", { level: 3 })).toHaveText("Documentation");
    await expect(listed).toContainText("Duration: 1 h 30 min");
  });
});

test("a window that has begun is no longer told as scheduled", async ({ page, operator }) => {
  await operator.plan({ surface_ids: ["docs-raxx-app"], starts_at: inMs(5000), ends_at: inMs(7_200_000) });
  await openLive(page);
  await expect(section(page, "Scheduled maintenance")).toHaveCount(1);
  await expect(section(page, "Scheduled maintenance")).toHaveCount(0, { timeout: 10_000 });
});
