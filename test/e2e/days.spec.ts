import type { Page } from "@playwright/test";
import { violationsOf } from "../support/axe";
import { expect, invalidate, openLive, row, section, test, unfold } from "../support/page";
import type { TestServer } from "../support/server";
import { insertIncident } from "./scenes";

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
const days = (page: Page) => page.getByRole("group", { name: "Last 90 days, one by one" }).getByRole("button");
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
    await page.keyboard.press("ArrowLeft");
    await expect(card(page)).toContainText("Service disruption");
    await page.keyboard.press("ArrowUp");
    await expect(days(page).nth(80)).toBeFocused();
    await page.keyboard.press("Home");
    await expect(days(page).first()).toBeFocused();
    await expect(page.locator('.day-list button[tabindex="0"]')).toHaveCount(1);
    await page.keyboard.press("End");
    await expect(card(page)).toContainText("Today so far");
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
    test(`are each a target of 24 px at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(PAGE);
      const boxes = await days(page).evaluateAll((all) => all.map((it) => it.getBoundingClientRect().toJSON()));
      for (const { width, height } of boxes) expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
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
    await expect(strip).toHaveAccessibleName("Last 90 days: issues on 2 of 90 days with data");
    const down = strip.locator('[data-state="DOWN"]');
    await expect(down).toHaveAttribute("d", "M87 9h1");
    await operator.pin("app-raxx-app", "DOWN");
    await page.clock.runFor(121_000);
    await expect(down).toHaveCount(2);
    await expect(down.last()).toHaveAttribute("d", "M89 9h1");
    await expect(down.last()).toHaveAttribute("stroke-width", "2");
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
  await operator.plan({ surface_ids: ["docs-raxx-app"], starts_at: inMs(15_000), ends_at: inMs(7_200_000) });
  await openLive(page);
  await expect(section(page, "Scheduled maintenance")).toHaveCount(1);
  await expect(section(page, "Scheduled maintenance")).toHaveCount(0, { timeout: 30_000 });
});

test.describe("a bar of the front page", () => {
  const summary = (page: Page) => row(page, "app-raxx-app").locator("summary");
  const strip = (page: Page) => summary(page).locator("svg[data-last]");
  /** The middle of a day's bar. */
  const middleOf = async (page: Page, day: number) => {
    const { x, y, width, height } = (await strip(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    return { x: x + (width * (day + 0.5)) / 90, y: y + height / 2 };
  };
  const open = async (page: Page) => {
    await openLive(page);
    await unfold(page);
    await row(page, "app-raxx-app")
      .locator("details")
      .evaluate((details) => details.removeAttribute("open"));
    await strip(page).scrollIntoViewIfNeeded();
  };

  test("shows its day on hover, and lets go of it", async ({ page }) => {
    await open(page);
    const { x, y } = await middleOf(page, 88);
    await page.mouse.move(x, y);
    await expect(card(page)).toContainText(/UTC\s*Partial outage\s*Operational23 h 48 minPartial outage12 min/);
    const link = card(page).getByRole("link", { name: "History of Raxx App" });
    await link.hover();
    await expect(link).toHaveAttribute("href", PAGE);
    expect(await violationsOf(page)).toEqual([]);
    await page.mouse.move(0, 0);
    await expect(card(page)).toHaveCount(0);
  });

  test("shows its day to a finger, and does not unfold the row", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page);
    const { x, y } = await middleOf(page, 87);
    await page.mouse.click(x, y);
    await expect(card(page)).toContainText("Service disruption");
    await expect(row(page, "app-raxx-app").locator("details")).not.toHaveAttribute("open");
    const shown = await card(page).boundingBox();
    expect(shown && shown.x >= 0 && shown.x + shown.width <= 360).toBe(true);
    await page.mouse.click(5, 5);
    await expect(card(page)).toHaveCount(0);
  });

  test("is walked by the arrow keys on its row, with the incident that explains it", async ({ page, server }) => {
    const opened = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS;
    const resolved = opened + 12 * 60_000;
    await insertIncident(server, { surface: "app-raxx-app", severity: "partial", opened, resolved, note: "Slow." });
    await invalidate(server);
    await open(page);
    await summary(page).focus();
    await page.keyboard.press("ArrowLeft");
    await expect(card(page)).toContainText("Today so far");
    await page.keyboard.press("ArrowLeft");
    await expect(card(page).getByRole("link", { name: "Incident: Partial outage" })).toHaveAttribute(
      "href",
      /^\/incidents\/inc_\d+$/,
    );
    await page.keyboard.press("Escape");
    await expect(card(page)).toHaveCount(0);
    await expect(summary(page)).toBeFocused();
  });
});
