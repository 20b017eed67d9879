import type { Page } from "@playwright/test";
import { APP } from "../e2e/ops-forms";
import { showWork, VIEWS } from "../e2e/ops-scenes";
import { confirm, expect, press, test } from "../support/ops-page";

const FOLDER = "test-results/screenshots/ops";
const WIDTHS = [320, 360, 390, 768, 1440];
const SCHEMES = ["light", "dark"] as const;

test.use({ timezoneId: "America/New_York" });

async function shoot(page: Page, name: string): Promise<void> {
  for (const colorScheme of SCHEMES)
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await page.screenshot({ path: `${FOLDER}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
}

test("every operators' page and step of a form, in five widths, light and dark", async ({ page, server, operator }) => {
  test.setTimeout(1_200_000);
  await showWork({ server, operator });
  for (const [name, path] of Object.entries(VIEWS)) {
    await page.goto(path());
    await shoot(page, name);
  }
  const [planned] = await operator.windows();
  await page.goto(`/ops/windows?edit=${planned?.id}`);
  await shoot(page, "window-edit");
  await page.getByRole("checkbox", { name: "Demo", exact: true }).uncheck();
  await press(page, "Preview");
  await expect(page.getByRole("button", { name: "Confirm" })).toBeVisible();
  await shoot(page, "window-confirm");
  await page.goto(`/ops/surfaces/${APP}?action=override`);
  await page.getByRole("textbox", { name: /^Public note/ }).fill("ETA 5 minutes.");
  await press(page, "Preview");
  await expect(page.locator("[data-error]").first()).toBeVisible();
  await shoot(page, "override-refused");
  await page.getByRole("radio", { name: "Service disruption" }).check();
  await page.getByRole("button", { name: "We are investigating.", exact: true }).click();
  await expect(page.locator("[data-customers]")).toBeVisible();
  await shoot(page, "override-typing");
  await press(page, "Preview");
  await expect(page.getByRole("button", { name: "Confirm" })).toBeVisible();
  await shoot(page, "override-confirm");
  await confirm(page);
  await shoot(page, "override-done");
});

test("the README's picture of the dashboard", async ({ page, server, operator }) => {
  await showWork({ server, operator });
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.goto("/ops");
  await page.screenshot({ path: `${FOLDER}/ops-dashboard-light.png` });
});
