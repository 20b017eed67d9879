import type { Page } from "@playwright/test";
import { expect, test } from "../support/page";
import { MINUTE_MS, showIncidents } from "./scenes";

/** A zone in which it is another day than in UTC, whatever the hour: a date stands beside each second reading of a time. */
const OTHER_DAY = new Date().getUTCHours() < 11 ? "Pacific/Pago_Pago" : "Pacific/Kiritimati";

/** Far from UTC, and with names that are long. */
const READERS = [
  { timezoneId: "Asia/Tokyo", locale: "en" },
  { timezoneId: OTHER_DAY, locale: "fr" },
];
const WIDTHS = [320, 390, 768, 1024, 1440];
const SUM = "shiftsSeen";

async function watch(page: Page): Promise<void> {
  await page.addInitScript((name) => {
    Object.assign(window, { [name]: 0 });
    new PerformanceObserver((list) => {
      const seen = window as unknown as Record<string, number>;
      for (const entry of list.getEntries())
        seen[name] = (seen[name] ?? 0) + (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  }, SUM);
}

for (const { timezoneId, locale } of READERS)
  test.describe(`for a reader in ${timezoneId} (${locale})`, () => {
    test.use({ timezoneId, locale });

    test("nothing moves on the pages behind the first when times become theirs", async ({ page, server, operator }) => {
      await showIncidents({ server, operator });
      const now = Date.now();
      await operator.plan({
        surface_ids: ["app-raxx-app"],
        starts_at: new Date(now + 600 * MINUTE_MS).toISOString(),
        ends_at: new Date(now + 1800 * MINUTE_MS).toISOString(),
      });
      await watch(page);
      await page.goto("/history");
      const resolved = await page.locator('main a[href^="/incidents/"]').last().getAttribute("href");
      for (const path of ["/history", resolved ?? "", "/surfaces/app-raxx-app", "/surfaces/demo-raxx-app"])
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 1400 });
          await page.goto(path);
          await expect(page.locator("main time[title]").first()).not.toHaveText(/UTC$/);
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
          const sum = await page.evaluate((name) => (window as unknown as Record<string, number>)[name], SUM);
          // One short line that wraps at 320 px, as a long zone name may make it, counts 0.0007.
          expect.soft(sum, `${path} at ${width}`).toBeLessThan(0.0015);
        }
    });
  });
