import type { Page } from "@playwright/test";
import { expect, FEED, openLive, row, section, test } from "../support/page";
import { showIncidents } from "./scenes";

const WIDTHS = [360, 1440];

const countShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });

const shiftsOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((sum, it) => sum + it, 0));

/** Lets the page ask again and show what it is told. */
async function look(page: Page): Promise<void> {
  const looked = page.waitForResponse(FEED);
  await page.clock.fastForward(31_000);
  await (await looked).finished();
  await page.clock.runFor(100);
}

/** Which cards and rows there are, from the top down. */
const places = (page: Page) =>
  page
    .locator("[data-card] h3, [data-surface]")
    .evaluateAll((all) => all.map((it) => it.getAttribute("data-surface") ?? it.textContent));

for (const width of WIDTHS)
  test(`nothing moves on an open page ${width} px wide while states change, end and come`, async ({
    page,
    server,
    operator,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await showIncidents({ server, operator });
    await operator.pin("trade-execution", "DOWN", { public_note: "Orders fail. We are investigating." });
    await countShifts(page);
    await page.clock.install({ time: Date.now() });
    await openLive(page);
    const [cards, before] = [page.locator("[data-card]"), await places(page)];
    const count = await cards.count();

    await operator.pin("trade-execution", "OPERATIONAL", { public_note: null });
    await operator.pin("market-data-feed", "DEGRADED", { public_note: "Charts are a minute late." });
    await operator.pin("raxx-app", "DOWN", { public_note: "The site does not answer." });
    await look(page);
    await expect(cards).toHaveCount(count);
    await expect(cards.filter({ hasText: "Orders fail" })).toContainText("Resolved");
    await expect(cards.filter({ hasText: "Charts are a minute late." })).toHaveAttribute("data-changed");
    await expect(row(page, "trade-execution")).toHaveAttribute("data-changed");
    await expect(row(page, "trade-execution").locator("summary")).toContainText("Operational");
    expect(await places(page)).toEqual(before);
    expect(await shiftsOf(page)).toBeLessThan(0.1);

    await page.getByRole("button", { name: "Show what’s new (1)" }).click();
    const active = section(page, "Active incidents");
    await expect(active).toContainText("The site does not answer");
    await expect(active).not.toContainText("Orders fail");
    await expect(page.getByText("Degraded performance: Hosting Platform (a service we rely on)")).toBeVisible();
    await expect(page.locator("[data-changed]")).toHaveCount(0);
    await expect(page.getByRole("button", { name: /Show what’s new/ })).toHaveCount(0);
  });

test("a card's address can be copied, and leads to its incident without scripts", async ({
  page,
  server,
  operator,
}) => {
  await showIncidents({ server, operator });
  await openLive(page);
  const card = page.locator("[data-card]").filter({ hasText: "Login flow" });
  const href = await card.getByRole("heading").getByRole("link").getAttribute("href");
  await expect(card.getByRole("link", { name: "Share" })).toHaveAttribute("href", href ?? "");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(() => Object.defineProperty(navigator, "share", { value: undefined }));
  await card.getByRole("link", { name: "Share" }).click();
  await expect(card.getByRole("link", { name: "Link copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(server.url + href);
});

test("the header's sheets open one at a time, shut by Escape and elsewhere, and hold every way to subscribe", async ({
  page,
  server,
}) => {
  await openLive(page);
  const sheet = page.locator("header details").first();
  await sheet.locator("summary").click();
  await expect(sheet).toContainText("/feed subscribe https://status.raxx.app/history.rss");
  for (const link of await sheet.getByRole("link").all())
    expect((await page.request.get(server.url + (await link.getAttribute("href")))).status()).toBe(200);
  await page.locator("header summary").last().click();
  await expect(page.locator("header details[open]")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.locator("header details[open]")).toHaveCount(0);
  await expect(page.locator("header summary").last()).toBeFocused();
  await sheet.locator("summary").click();
  await page.locator("h1").click();
  await expect(page.locator("header details[open]")).toHaveCount(0);
});
