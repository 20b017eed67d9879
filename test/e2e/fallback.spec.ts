import type { Page } from "@playwright/test";
import { breakDatabase } from "../integration/failure/broken";
import { banner, expect, invalidate, openLive, section, test } from "../support/page";
import type { TestServer } from "../support/server";
import { showAllWell } from "./scenes";

const MINUTE_MS = 60_000;

/** Does something while D1 is gone, the last good look so many minutes ago. */
async function whileGone(server: TestServer, minutes: number, act: () => Promise<void>): Promise<void> {
  await server.tick(Date.now() - minutes * MINUTE_MS - 1000);
  const mend = await breakDatabase(server);
  try {
    await invalidate(server);
    await act();
  } finally {
    await mend();
    await invalidate(server);
  }
}

/** The whole notice: its live region, and beside it how old the page is. */
const notice = (page: Page) => page.getByRole("status").first().locator("xpath=../../..");
const focus = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a page from the fallback snapshot says so, of when it is, and how old", async ({ page, server, operator }) => {
    await showAllWell({ server, operator });
    await whileGone(server, 7, async () => {
      await page.goto("/");
      await expect(notice(page)).toContainText("This page may be out of date.");
      await expect(notice(page)).toContainText(/Last updated .*\d\d:\d\d UTC, 7 min ago/);
      await expect(page).toHaveTitle(/^Last known: /);
      await expect(page.getByText("Last known status", { exact: true })).toBeVisible();
      await expect(page.locator("[data-surface]")).toHaveCount(23);
      await page.goto("/de");
      await expect(notice(page)).toContainText(/UTC, vor 7\s*Min/);
      await page.goto("/fr/surfaces/app-raxx-app");
      await expect(notice(page)).toContainText(/UTC, il y a 7\s*min/);
      await expect(notice(page).getByRole("link")).toHaveAttribute("href", "/fr/surfaces/app-raxx-app");
      await page.goto("/ja/history");
      await expect(notice(page)).toContainText(/UTC（7\s*分前）/);
    });
    await page.goto("/");
    await expect(notice(page)).toBeEmpty();
  });
});

test("an open page takes back what nobody has looked at since, and is current again when D1 is", async ({
  page,
  server,
  operator,
}) => {
  await operator.pin("app-raxx-app", "DEGRADED", { public_note: "Logins are slow." });
  await openLive(page);
  await expect(banner(page)).toContainText("Slow or unreliable: log in");
  await page.waitForTimeout(6000); // SWR asks once in five seconds
  await whileGone(server, 20, async () => {
    await focus(page);
    await expect(notice(page)).toContainText("This page may be out of date.");
    await expect(notice(page)).toContainText("20 min ago");
    await expect(page.locator('[data-surface] [data-state="OPERATIONAL"]')).toHaveCount(0);
    await expect(page.locator('link[rel="icon"]')).toHaveAttribute("href", "/status-icons/unknown.svg");
  });
  await page.waitForTimeout(6000);
  await focus(page);
  await expect(notice(page)).toBeEmpty();
  await expect(section(page, "Active incidents")).toContainText("Logins are slow");
});
