import type { Page } from "@playwright/test";
import { violationsOf } from "../support/axe";
import { confirm, expect, press, test } from "../support/ops-page";
import { showWork, VIEWS } from "./ops-scenes";

const FOLDER = "test-results/screenshots/ops";

test.use({ timezoneId: "America/New_York" });

test("each view as it looks on a phone and a desktop; axe finds nothing, light and dark, nothing is too wide", async ({
  page,
  server,
  operator,
}) => {
  test.slow(); // some thirty audits by axe
  await showWork({ server, operator });
  for (const [name, path] of Object.entries(VIEWS)) {
    await page.goto(path());
    await expectFine(page, name);
  }
  await page.goto(VIEWS.surface?.() ?? "");
  await page.getByRole("radio", { name: "Service disruption" }).check();
  await page.getByRole("button", { name: "We are investigating.", exact: true }).click();
  await expect(page.locator("[data-customers]")).toBeVisible();
  await expectFine(page, "typing");
  await press(page, "Preview");
  await expect(page.getByRole("button", { name: "Confirm" })).toBeVisible();
  await expectFine(page, "confirm");
  await page.goto("/ops/incidents/new");
  await page.getByText(/^Trading/).click();
  await page.getByRole("group", { name: "Raxx App" }).getByRole("radio", { name: "Down" }).check();
  await page.getByLabel("Title (optional)").fill("Charts are blank");
  await page.getByRole("button", { name: "We are investigating.", exact: true }).click();
  await expectFine(page, "incident-typing");
  await press(page, "Preview");
  await expect(page.getByRole("button", { name: "Publish" })).toBeVisible();
  await expectFine(page, "incident-preview");
  await confirm(page, "Publish");
  await expectFine(page, "incident-done");
  await page.getByRole("link", { name: "Open the incident" }).click();
  await expect(page.getByRole("heading", { name: "Charts are blank" })).toBeVisible();
  await expectFine(page, "incident-update");
});

async function expectFine(page: Page, name: string): Promise<void> {
  for (const [colorScheme, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight)); // where the button that goes on covers nothing
    expect([name, await violationsOf(page)]).toEqual([name, []]);
    await expect(page.locator("main")).not.toContainText(/\b(?:active|states|surface|banner|age|time)\.[a-z]/);
    expect([name, width, await isTooWide(page)]).toEqual([name, width, false]);
    await page.screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}.png`, fullPage: true });
  }
  for (const width of [320, 768, 1024]) {
    await page.setViewportSize({ width, height: 844 });
    expect([name, width, await isTooWide(page)]).toEqual([name, width, false]);
  }
}

const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
