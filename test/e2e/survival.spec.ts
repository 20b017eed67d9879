import type { Page } from "@playwright/test";
import { banner, expect, FEED, openLive, row, section, test } from "../support/page";
import { HOUR_MS, MINUTE_MS, showAllWell, showIncidents } from "./scenes";

test.use({ timezoneId: "America/Los_Angeles" });

/** What a browser's translator does to a page: each text becomes an element of its own. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts.nextNode()) found.push(texts.currentNode as Text);
    for (const text of found) {
      if (text.data.trim() === "" || text.parentElement?.closest("script,style,font")) continue;
      const font = document.createElement("font");
      text.replaceWith(font);
      font.append(text.data);
    }
  });

/** The texts that stand beside other children of their element, where a translator's change would be lost or break the page. */
const bareTexts = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("#main *, #header *")].flatMap(({ childNodes }) => {
      const texts = [...childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      return childNodes.length > 1 ? texts.map((node) => node.textContent) : [];
    }),
  );

test("on every page that scripts take over, each text has an element of its own", async ({
  page,
  server,
  operator,
}) => {
  await showIncidents({ server, operator });
  const [incident] = await operator.incidents("app-raxx-app");
  const [from, to] = [1, 2].map((hours) => new Date(Date.now() + hours * HOUR_MS).toISOString()) as [string, string];
  await operator.plan({ surface_ids: ["ci-runners"], starts_at: from, ends_at: to });
  for (const path of ["/history", `/incidents/${incident?.id}`, "/surfaces/ci-runners", "/surfaces/app-raxx-app"]) {
    await page.goto(path);
    await expect(page.locator("main time[title]").first()).toContainText(/P[SD]T/);
    expect([path, await bareTexts(page)]).toEqual([path, []]);
  }
  await openLive(page);
  await expect(section(page, "Past incidents").locator("time[title]").first()).toContainText(/P[SD]T/);
  expect(await bareTexts(page)).toEqual([]);
});

test.describe("a translated page", () => {
  test.use({ tolerated: /ERR_INTERNET_DISCONNECTED/ });

  test("goes on: through a refresh that fails and one that succeeds, with the right words and times", async ({
    page,
    server,
    operator,
  }) => {
    await showAllWell({ server, operator });
    await page.clock.install({ time: Date.now() });
    await openLive(page);
    await translate(page);
    await page.route(FEED, (route) => route.abort("internetdisconnected"));
    await page.clock.fastForward(2 * MINUTE_MS);
    await expect(page.getByText(/couldn’t refresh/)).toBeVisible();
    await translate(page);
    await page.unroute(FEED);
    await operator.pin("app-raxx-app", "DEGRADED");
    await page.clock.fastForward(2 * MINUTE_MS);
    await expect(banner(page)).toHaveText(
      "Slow or unreliable: log in, see prices, or place orders. Everything else works.",
    );
    await expect(page.getByText(/couldn’t refresh/)).toBeHidden();
    await translate(page);
    const until = new Date(Date.now() + HOUR_MS).toISOString();
    await operator.pin("app-raxx-app", "MAINTENANCE", { maintenance_until: until });
    await page.clock.fastForward(2 * MINUTE_MS);
    await expect(row(page, "app-raxx-app").locator("summary")).toContainText(/until/i);
    await expect(row(page, "app-raxx-app").locator("summary")).not.toContainText(/since/i);
  });
});

test("a page from the back/forward cache, or on a machine that slept, asks at once", async ({
  page,
  server,
  operator,
}) => {
  await showAllWell({ server, operator });
  await page.clock.install({ time: Date.now() });
  await openLive(page);
  await operator.pin("app-raxx-app", "DOWN");
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await expect(banner(page)).toHaveText("You can’t log in, see prices, or place orders. Everything else works.");
  await operator.pin("app-raxx-app", "PARTIAL");
  await page.clock.fastForward(40_000);
  await expect(banner(page)).toHaveText(
    "You may not be able to log in, see prices, or place orders. Everything else works.",
  );
});

test.describe("while the feed is out of reach", () => {
  test.use({ tolerated: /ERR_INTERNET_DISCONNECTED/ });

  test("a screen reader is told once that the page is old, however its age grows", async ({
    page,
    server,
    operator,
  }) => {
    await showAllWell({ server, operator });
    await page.clock.install({ time: Date.now() });
    await openLive(page);
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      for (const region of document.querySelectorAll("[role=status], [aria-live]"))
        new MutationObserver(() => said.push(region.textContent ?? "")).observe(region, {
          subtree: true,
          childList: true,
          characterData: true,
        });
    });
    await page.route(FEED, (route) => route.abort("internetdisconnected"));
    for (let minutes = 0; minutes < 9; minutes++) await page.clock.fastForward(MINUTE_MS);
    await expect(page.getByText(/ min ago/).first()).toBeVisible();
    await page.clock.runFor(5000);
    expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual([
      "This page may be out of date. We couldn’t refresh it.",
    ]);
  });
});
