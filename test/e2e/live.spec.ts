import type { Page } from "@playwright/test";
import { banner, expect, FEED, openLive, row, section, test } from "../support/page";
import { HOUR_MS, MINUTE_MS, showAllWell, showIncidents } from "./scenes";

const POLL_MS = 120_000;

test.use({ timezoneId: "America/Los_Angeles" });

/** Opens the page on a clock of the test's. */
async function open(page: Page, aheadMs = 0): Promise<void> {
  await page.clock.install({ time: Date.now() + aheadMs });
  await openLive(page);
}

const STEP_MS = 10_000;

/** Lets time pass on the page's clock, in steps between which answers can arrive. */
async function pass(page: Page, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += STEP_MS) await page.clock.fastForward(Math.min(STEP_MS, ms - passed));
}

/** Lets time pass until the page has looked at the feed again; gives how long that was. */
async function passUntilLook(page: Page): Promise<number> {
  let hasLooked = false;
  const looked = page.waitForRequest(FEED).then(async (request) => {
    hasLooked = true;
    await (await request.response())?.finished();
  });
  let passedMs = 0;
  for (; !hasLooked && passedMs < 3 * POLL_MS; passedMs += STEP_MS) await pass(page, STEP_MS);
  await looked;
  return passedMs;
}

/** The API with the `Date` that the platform adds, and by which a page knows that its reader's clock is wrong. */
const answerWithDate = (page: Page) =>
  page.route("**/api/status/public/**", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), date: new Date().toUTCString() } });
  });

/** The reader comes back to the tab. */
const focus = (page: Page) => page.evaluate(() => void dispatchEvent(new Event("focus")));

const updated = (page: Page) => page.getByText(/^Updated/);
const spoken = (page: Page) => page.locator('p[aria-live="polite"]');
const icon = (page: Page) => page.locator('link[rel="icon"]');

test.describe("a page that stays open", () => {
  test.beforeEach(({ server, operator }) => showAllWell({ server, operator }));

  test("shows a write after 120 s: sentence, row, title, icon, and a screen reader is told", async ({
    page,
    operator,
  }) => {
    await open(page);
    await expect(banner(page)).toHaveText("All systems operational");
    await expect(icon(page)).toHaveAttribute("href", "/status-icons/operational.svg");
    await operator.pin("app-raxx-app", "DEGRADED", { public_note: "Investigating login issues" });
    await pass(page, POLL_MS);
    await expect(banner(page)).toHaveText(
      "Slow or unreliable: log in, see prices, or place orders. Everything else works.",
    );
    await expect(row(page, "app-raxx-app").locator("summary")).toContainText("Degraded performance");
    await expect(section(page, "Active incidents")).toHaveCount(0);
    await page.getByRole("button", { name: "Show what’s new (1)" }).click();
    await expect(section(page, "Active incidents")).toContainText("Investigating login issues");
    await expect(page).toHaveTitle("Slow or unreliable: log in, see prices, or place orders · Raxx Status");
    await expect(row(page, "app-raxx-app")).toBeVisible();
    await expect(icon(page)).toHaveAttribute("href", "/status-icons/degraded.svg");
    await expect(spoken(page)).toHaveText("Raxx App: Degraded performance.");
  });

  test("shows a write when its reader comes back to it", async ({ page, operator }) => {
    await open(page);
    await operator.pin("trade-execution", "DOWN");
    await pass(page, 6000);
    await focus(page);
    await expect(banner(page)).toHaveText("Orders can’t be placed. Everything else works.");
    await expect(spoken(page)).toHaveText("Trade Execution Path: Service disruption.");
  });

  test("says nothing to a screen reader when nothing has changed, and keeps an opened row open", async ({ page }) => {
    await open(page);
    await row(page, "cloudflare").locator("summary .row-name").click();
    await passUntilLook(page);
    await expect(row(page, "cloudflare").getByText("CDN, DDoS protection")).toBeVisible();
    await expect(spoken(page)).toBeEmpty();
  });

  test("asks for the feed no oftener than each 120 s", async ({ page }) => {
    await open(page);
    let passedMs = 0;
    for (let looks = 0; looks < 3; looks++) passedMs += await passUntilLook(page);
    // The market's opening or closing meanwhile is one look more.
    expect(passedMs).toBeGreaterThan(2 * POLL_MS - 4 * STEP_MS);
  });
});

test.describe("when the feed fails", () => {
  test.use({ tolerated: /ERR_INTERNET_DISCONNECTED|status of 50\d/ });

  test("the page keeps what it knows, says how old that is, and after 5 minutes that it is not current", async ({
    page,
    server,
    operator,
  }) => {
    await showAllWell({ server, operator });
    await open(page);
    await expect(updated(page)).toHaveText(/^Updated (just now|\d+ s ago)$/);
    await page.route(FEED, (route) => route.abort("internetdisconnected"));
    await pass(page, POLL_MS + 1000);
    await expect(page.getByText("Updated 2 min ago · couldn’t refresh")).toBeVisible();
    await expect(banner(page)).toHaveText("All systems operational");
    await expect(page.getByText("This page may be out of date.")).toBeHidden();

    await pass(page, 3 * MINUTE_MS);
    await expect(page.getByRole("status")).toContainText("This page may be out of date.");
    await expect(page.getByText("Last known status", { exact: true })).toBeVisible();
    await expect(page).toHaveTitle("Last known: All systems operational · Raxx Status");
    await expect(icon(page)).toHaveAttribute("href", "/status-icons/unknown.svg");
    await expect(page.locator("[data-surface]")).toHaveCount(23);

    await page.unroute(FEED);
    await answerWithDate(page);
    await focus(page);
    await expect(page.getByRole("status")).toBeEmpty();
    await expect(page.getByText(/couldn’t refresh/)).toBeHidden();
    await expect(updated(page)).toHaveText(/^Updated (just now|\d+ s ago)$/);
  });

  test("for half an hour, the page is still current within 120 s of its return", async ({ page, server, operator }) => {
    await showAllWell({ server, operator });
    await page.route(FEED, (route) => route.abort("internetdisconnected"));
    await page.clock.install({ time: Date.now() });
    await page.goto("/");
    await pass(page, 30 * MINUTE_MS);
    await page.unroute(FEED);
    await operator.pin("ci-runners", "DOWN");
    await pass(page, POLL_MS + STEP_MS);
    await expect(banner(page)).toHaveText(
      "Everything you use works. CI / Deployment Pipeline is down (used only by our team)",
    );
    await expect(page.getByText(/couldn’t refresh/)).toBeHidden();
  });

  for (const [what, answer] of [
    ["an error", { status: 503, json: { code: "internal_error" } }],
    ["something else than a feed", { status: 200, json: { surfaces: "none" } }],
    ["a page", { status: 200, contentType: "text/html", body: "<h1>Sign in</h1>" }],
  ] as const)
    test(`${what} in its place changes nothing that is shown`, async ({ page, server, operator }) => {
      await showAllWell({ server, operator });
      await page.route(FEED, (route) => route.fulfill(answer));
      await open(page);
      await expect(page.getByText(/couldn’t refresh/)).toBeVisible();
      await expect(banner(page)).toHaveText("All systems operational");
      await expect(page.locator("[data-surface]")).toHaveCount(23);
    });
});

test.describe("clocks and times", () => {
  test("the market's clocks tick, in New York and in UTC", async ({ page }) => {
    await page.clock.install({ time: Date.now() });
    const scripts = page.waitForResponse(/\/_status\/page-/); // they are asked for by a timer, which a paused clock stops
    await page.goto("/market");
    await (await scripts).finished();
    const clocks = section(page, "US market hours").locator("dd time");
    const now = Date.now() + STEP_MS;
    const at = (ms: number, timeZone: string) =>
      new Intl.DateTimeFormat("en-US", {
        timeZone,
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        hourCycle: "h23",
      }).format(ms);
    for (const laterMs of [0, 1000, 5000]) {
      await page.clock.pauseAt(now + laterMs);
      await expect(clocks).toHaveText([at(now + laterMs, "America/New_York"), at(now + laterMs, "UTC")]);
    }
  });

  test("a reader whose clock is three hours fast still sees the market's true time and a current page", async ({
    page,
    server,
    operator,
  }) => {
    await showAllWell({ server, operator });
    await answerWithDate(page);
    await open(page, 3 * HOUR_MS);
    await expect(page.getByText("This page may be out of date.")).toBeHidden();
    await expect(updated(page)).toHaveText(/^Updated (just now|\d+ s ago)$/);
    await page.goto("/market");
    const utc = section(page, "US market hours").locator("dd time").last();
    const wrongByMs = async () => Math.abs(Date.parse((await utc.getAttribute("datetime")) ?? "") - Date.now());
    await expect.poll(wrongByMs).toBeLessThan(5000);
  });

  test("times are the reader's own, with UTC beside them, and nothing breaks on the way there", async ({
    page,
    server,
    operator,
  }) => {
    await showIncidents({ server, operator });
    const since = (await operator.shown("app-raxx-app")).state_since;
    await page.goto("/");
    const local = new Intl.DateTimeFormat("en-US", {
      timeZone: "America/Los_Angeles",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZoneName: "short",
    }).format(new Date(since));
    const time = row(page, "app-raxx-app").locator("summary time");
    await expect(time).toHaveText(local);
    await expect(time).toHaveAttribute("title", new RegExp(`${since.slice(11, 16)} UTC$`));
    await expect(section(page, "Past incidents").locator("time[title]").first()).toContainText(/P[SD]T$/);
  });
});
