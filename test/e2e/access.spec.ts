import { violationsOf } from "../support/axe";
import { expect, openLive, row, test, unfold, unfoldGroups } from "../support/page";
import { openTicket, REGISTRY, showAllWell, showIncidents } from "./scenes";

// Away from UTC, so that times grow when scripts take over.
test.use({ timezoneId: "America/St_Johns", tolerated: /status of 404.*no-such-page/ });

const SCHEMES = ["light", "dark"] as const;
const WIDTHS = [320, 390, 768, 1440];

test.describe("axe finds nothing to complain about", () => {
  const SCENES = { "when all is well": showAllWell, "amid incidents": showIncidents };
  for (const [when, show] of Object.entries(SCENES))
    test(`${when}, light and dark, with everything unfolded`, async ({ page, server, operator }) => {
      await show({ server, operator });
      await openLive(page);
      await unfold(page);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        expect(await violationsOf(page)).toEqual([]);
      }
    });

  test("on a page that does not exist, light and dark", async ({ page }) => {
    expect((await page.goto("/no-such-page"))?.status()).toBe(404);
    await expect(page).toHaveTitle("This page does not exist · Raxx Status");
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      expect(await violationsOf(page)).toEqual([]);
    }
  });
});

test("axe finds nothing to complain about with forced colours on any kind of page", async ({
  page,
  server,
  operator,
}) => {
  await showIncidents({ server, operator });
  await page.emulateMedia({ forcedColors: "active" });
  for (const path of ["/", "/history", "/surfaces/app-raxx-app", "/docs/api", "/no-such-page"]) {
    await page.goto(path);
    await unfold(page);
    expect([path, await violationsOf(page)]).toEqual([path, []]);
  }
});

test.describe("by keyboard", () => {
  test("the first stop skips to the content", async ({ page }) => {
    await openLive(page);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to content" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport({ ratio: 1 });
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.locator("main :focus")).toHaveCount(1);
  });

  test("every row is reached, shows that it is, opens and closes", async ({ page, server, operator }) => {
    await showIncidents({ server, operator });
    await openLive(page);
    await unfoldGroups(page);
    const reached: string[] = [];
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press("Tab");
      const { id, outline, isLast } = await page.evaluate(() => {
        const { activeElement: at } = document;
        if (!at || at === document.body) return { id: null, outline: 0, isLast: true };
        const { outlineStyle, outlineWidth } = getComputedStyle(at);
        const id = at.matches("summary") ? at.closest("[data-surface]")?.getAttribute("data-surface") : null;
        return { id, outline: outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth), isLast: false };
      });
      if (isLast) break;
      expect(outline).toBeGreaterThanOrEqual(2);
      if (!id) continue;
      reached.push(id);
      await page.keyboard.press("Enter");
      await expect(row(page, id).locator("details")).toHaveJSProperty("open", true);
      await page.keyboard.press("Space");
      await expect(row(page, id).locator("details")).toHaveJSProperty("open", false);
    }
    expect(reached.sort()).toEqual(REGISTRY.map(({ id }) => id).sort());
  });
});

test("headings go down one step at a time, under one title, on both pages", async ({ page, server, operator }) => {
  await showIncidents({ server, operator });
  for (const path of ["/", "/no-such-page"]) {
    await page.goto(path);
    const levels = await page
      .locator("h1, h2, h3, h4, h5, h6")
      .evaluateAll((all) => all.map((heading) => Number(heading.tagName.slice(1))));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [i, level] of levels.slice(1).entries()) expect(level - (levels[i] ?? 0)).toBeLessThanOrEqual(1);
  }
});

test("nothing moves while the page loads and takes over, and nothing is wider than the screen", async ({
  page,
  server,
  operator,
}) => {
  await showIncidents({ server, operator });
  const endless = `Ein${"sehrlanges".repeat(20)}Wort und https://status.raxx.app/api/status/public`;
  await openTicket(server, { id: 91, tag: "email-outbound-transactional", note: endless });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await openLive(page);
    await expect(row(page, "app-raxx-app").locator("summary time")).toContainText(/NST|NDT|GMT-/);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(
      shifts.reduce((sum, value) => sum + value, 0),
      `layout shift at ${width}`,
    ).toBeLessThan(0.005);
    await unfold(page);
    const overhang = await page.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
    expect(overhang, `overhang at ${width}`).toBeLessThanOrEqual(0);
  }
});

test("on a phone each row is a target of at least 44 px", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await openLive(page);
  for (const group of await page.locator("[data-group] > details > summary").all()) await group.click();
  for (const summary of await page.locator("[data-surface] summary").all())
    expect((await summary.boundingBox())?.height).toBeGreaterThanOrEqual(44);
});

test("with forced colours every state keeps its shape, in the reader's own colours", async ({
  page,
  server,
  operator,
}) => {
  await showIncidents({ server, operator });
  await page.emulateMedia({ forcedColors: "active" });
  await openLive(page);
  const looks = await page.locator("[data-surface] summary > svg[data-state]").evaluateAll((icons) =>
    icons.map((icon) => {
      const { color, display } = getComputedStyle(icon);
      const shape = document.querySelector(icon.querySelector("use")?.getAttribute("href") ?? "none");
      const glyph = shape?.querySelector(".stroke-glyph") ?? null;
      const drawn = glyph && getComputedStyle(glyph).stroke;
      return { color, display, drawn, ground: getComputedStyle(document.body).backgroundColor };
    }),
  );
  expect(looks).toHaveLength(23);
  for (const { color, display, drawn, ground } of looks) {
    expect(display).not.toBe("none");
    expect(color).not.toBe(ground);
    expect(drawn).toBe(ground);
  }
  await expect(row(page, "app-raxx-app").getByText("Degraded performance", { exact: true })).toBeVisible();
});
