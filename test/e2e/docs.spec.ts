import { violationsOf } from "../support/axe";
import { get } from "../support/http";
import { type Document, operationsOf } from "../support/openapi";
import { expect, test } from "../support/page";

const PATH = "/docs/api";
const WIDTHS = [320, 390, 768, 1440];

test("axe finds nothing to complain about, light and dark, with everything unfolded", async ({ page }) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(PATH);
    await page.locator("details").evaluateAll((all) => {
      for (const details of all) details.setAttribute("open", "");
    });
    expect(await violationsOf(page)).toEqual([]);
  }
});

test("nothing is wider than the screen", async ({ page }) => {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(PATH);
    const overhang = await page.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
    expect(overhang, `overhang at ${width}`).toBeLessThanOrEqual(0);
  }
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("every operation is there: its place, its path, its words and its command", async ({ page, server }) => {
    const { body: described } = await get<Document>(server, "/api/openapi.json");
    await page.goto(PATH);
    await expect(page).toHaveTitle("Status API · Raxx Status");
    for (const { template, method, operation } of operationsOf(described)) {
      const panel = page.locator(`article#${operation.operationId}`);
      await expect(panel.getByRole("heading", { level: 3, name: operation.summary, exact: true })).toBeVisible();
      await expect(panel.getByText(`${method}${template}`, { exact: true })).toBeVisible();
      for (const { source } of operation["x-codeSamples"])
        await expect(panel.locator("pre", { hasText: source }).first()).toBeVisible();
      for (const { name } of operation.parameters ?? [])
        await expect(panel.locator("dt", { hasText: name }).first()).toBeVisible();
    }
  });

  test("every link within the page leads somewhere, and headings go down one step at a time", async ({ page }) => {
    await page.goto(PATH);
    const lost = await page
      .locator('a[href^="#"]')
      .evaluateAll((links) =>
        links.map((link) => link.getAttribute("href") ?? "").filter((href) => !document.getElementById(href.slice(1))),
      );
    expect(lost).toEqual([]);
    const levels = await page
      .locator("h1, h2, h3, h4")
      .evaluateAll((all) => all.map((heading) => Number(heading.tagName.slice(1))));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [i, level] of levels.slice(1).entries()) expect(level - (levels[i] ?? 0)).toBeLessThanOrEqual(1);
  });
});
