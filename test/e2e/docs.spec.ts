import { violationsOf } from "../support/axe";
import { get } from "../support/http";
import { type Document, operationsOf } from "../support/openapi";
import { expect, test } from "../support/page";

const PATH = "/docs/api";
const WIDTHS = [320, 360, 768, 1440];

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

test("a path or a field's name continues on the next line between its words only", async ({ page }) => {
  await page.goto(PATH);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const broken = await page.locator("dt code, article header .font-mono").evaluateAll((all) => {
      const words = all.flatMap((element) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const nodes: Node[] = [];
        while (walker.nextNode()) nodes.push(walker.currentNode);
        return nodes;
      });
      const range = document.createRange();
      return words.flatMap((word) => {
        range.selectNodeContents(word);
        return range.getClientRects().length > 1 ? [word.textContent] : [];
      });
    });
    expect(broken, `broken at ${width}`).toEqual([]);
  }
});

test("a phone's chapters are targets of 44 px, and a long command scrolls by keyboard within its box", async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(PATH);
  const heights = await page
    .getByRole("navigation", { name: "Contents" })
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height).filter((height) => height > 0));
  expect(heights.length).toBeGreaterThan(5);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  const command = page.getByRole("group", { name: "A mail address: command" });
  await command.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => command.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
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
      for (const type of Object.keys(operation.requestBody?.content ?? {}))
        await expect(
          panel.getByRole("heading", { level: 4, name: "Body" }).locator("..").getByText(type),
        ).toBeVisible();
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
