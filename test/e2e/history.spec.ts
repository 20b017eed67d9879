import type { Page } from "@playwright/test";
import { violationsOf } from "../support/axe";
import { iso } from "../support/http";
import { expect, invalidate, section, test } from "../support/page";
import type { TestServer } from "../support/server";
import { DAY_MS, HOUR_MS, insertIncident, openTicket, type Scene, showAllWell, showIncidents } from "./scenes";

const LONG = `Ein${"sehrlanges".repeat(20)}Wort`;
const MARKET = "market-data-feed";

/** An incident that a ticket opened, worsened and closed; gives its public id. */
async function showTold({ server, operator }: Scene): Promise<string> {
  await showAllWell({ server, operator });
  const say = async (severity: string, note: string, status = "active") =>
    expect((await openTicket(server, { id: 61, tag: MARKET, severity, note, status })).status).toBe(200);
  await say("degraded", "Charts are delayed.");
  await say("down", "There are no charts.");
  await say("down", "Charts are back.", "closed");
  const [incident] = await operator.incidents(MARKET);
  return incident?.id ?? "";
}

/** A second month, a window ahead with an endless word, and a bad afternoon; gives the three pages. */
async function showBusy(scene: Scene): Promise<string[]> {
  await openedAgo(scene.server, 40);
  const id = await showTold(scene);
  await showIncidents(scene);
  const [from, to] = [Date.now() + DAY_MS, Date.now() + DAY_MS + HOUR_MS];
  const span = { starts_at: iso(from), ends_at: iso(to) };
  await scene.operator.plan({ surface_ids: [MARKET, "ci-runners"], ...span, public_note: LONG });
  return ["/history", `/incidents/${id}`, `/surfaces/${MARKET}`];
}

const feedsOf = (page: Page) =>
  page
    .locator('head link[rel="alternate"][type]')
    .evaluateAll((all) => all.map((link) => `${link.getAttribute("type")} ${link.getAttribute("href")}`));

const advertised = (place: string) => [
  `application/atom+xml https://status.raxx.app${place}/history.atom`,
  `application/rss+xml https://status.raxx.app${place}/history.rss`,
  `application/feed+json https://status.raxx.app${place}/feed.json`,
  `text/calendar https://status.raxx.app${place}/maintenance.ics`,
];

const monthOf = (at: number) =>
  new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" }).format(at);

async function openedAgo(server: TestServer, days: number): Promise<number> {
  const opened = Date.now() - days * DAY_MS;
  const resolved = opened + 87 * 60_000;
  await insertIncident(server, { surface: "api-service", severity: "down", opened, resolved, note: "Rolled back." });
  return opened;
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the history tells incidents by month, links each, and advertises its feeds", async ({
    page,
    server,
    operator,
  }) => {
    const opened = await openedAgo(server, 40);
    const id = await showTold({ server, operator });
    await operator.pin("api-service", "PARTIAL", { public_note: "Some calls fail." });
    await page.goto("/history");
    await expect(page).toHaveTitle("Incident history · Raxx Status");
    const old = section(page, monthOf(opened));
    await expect(old).toHaveAttribute("id", iso(opened).slice(0, 7));
    await expect(old.getByRole("listitem")).toContainText("Rolled backAPI ServiceService disruption");
    const told = page.locator(`#${id}`);
    await expect(told).toContainText("Charts are delayedMarket Data FeedService disruption");
    await expect(told.locator("time")).toContainText("UTC");
    await expect(page.getByRole("listitem").filter({ hasText: "Some calls fail" })).toContainText("Ongoing");
    expect(await feedsOf(page)).toEqual(advertised(""));
    await told.getByRole("link").click();
    await expect(page).toHaveURL(`${server.url}/incidents/${id}`);
  });

  test("the history of one service has a form, feeds and days that lead on", async ({ page, server, operator }) => {
    const id = await showTold({ server, operator });
    await operator.pin("api-service", "PARTIAL");
    await page.goto("/de/history");
    await page.getByLabel("Dienst").selectOption("Market Data Feed");
    await page.getByRole("button", { name: "Anzeigen" }).click();
    await expect(page).toHaveURL(`${server.url}/de/history?surface=${MARKET}`);
    await expect(page).toHaveTitle("Störungsverlauf: Market Data Feed · Raxx Status");
    await expect(page.locator("main [id^=inc_]")).toHaveCount(1);
    expect(await feedsOf(page)).toEqual(advertised(`/surfaces/${MARKET}`));
    await section(page, "Letzte 90 Tage")
      .getByRole("link", { name: /: Ausfall, 1 Eintrag$/ })
      .click();
    await expect(page).toHaveURL(`${server.url}/de/history?surface=${MARKET}#${id}`);
  });

  test("the history of nothing says so", async ({ page }) => {
    await page.goto("/history");
    await expect(page.getByText(/^Our team reported no incidents in .*, .*, .*, or \w+ \d{4}\.$/)).toBeVisible();
  });

  test("an incident tells each note as it was shown, newest first, under the first one’s first sentence", async ({
    page,
    server,
    operator,
  }) => {
    const id = await showTold({ server, operator });
    await page.goto(`/incidents/${id}`);
    await expect(page).toHaveTitle("Charts are delayed · Raxx Status");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Charts are delayed");
    await expect(page.locator("main")).toContainText("Resolved after");
    await expect(section(page, "Updates").getByRole("listitem")).toHaveText([
      /^Resolved[A-Z].* UTCCharts are back\.$/,
      /^UpdatedService disruption.* UTCThere are no charts\.$/,
      /^OpenedDegraded performance.* UTCCharts are delayed\.$/,
    ]);
    await page.getByRole("link", { name: "Market Data Feed", exact: true }).click();
    await expect(page).toHaveURL(`${server.url}/surfaces/${MARKET}`);
  });

  test("a surface tells its state, its maintenance, its incidents, its feeds and its badge", async ({
    page,
    server,
    operator,
  }) => {
    const id = await showTold({ server, operator });
    const now = Date.now();
    const span = { starts_at: iso(now + DAY_MS), ends_at: iso(now + DAY_MS + HOUR_MS) };
    await operator.plan({ surface_ids: [MARKET, "ci-runners"], ...span, public_note: "Feeds are moved." });
    await operator.pin(MARKET, "PARTIAL", { public_note: "Quotes are late.", ticket_pending: true });
    await page.goto(`/surfaces/${MARKET}`);
    await expect(page).toHaveTitle("Market Data Feed · Raxx Status");
    const main = page.locator("main");
    for (const text of ["Partial outage", "Ticket open", "Quotes are late.", "Since", "Last checked"])
      await expect(main).toContainText(text);
    await expect(section(page, "Maintenance").getByRole("listitem")).toHaveText(
      /^ScheduledFeeds are moved\..*UTCAlso on CI \/ Deployment Pipeline$/,
    );
    const incidents = section(page, "Incidents").getByRole("listitem");
    await expect(incidents).toHaveCount(2);
    await expect(incidents.first()).toContainText("Ongoing");
    await expect(page.locator(`#${id}`).getByRole("link")).toHaveAttribute("href", `/incidents/${id}`);
    const badge = page.getByRole("img", { name: "Market Data Feed: Partial outage" });
    await expect(badge).toHaveJSProperty("complete", true);
    expect(await badge.evaluate((img) => (img as HTMLImageElement).naturalHeight)).toBe(20);
    expect(await feedsOf(page)).toEqual(advertised(`/surfaces/${MARKET}`));
    for (const link of await section(page, "Subscribe").getByRole("link").all())
      expect((await page.request.get((await link.getAttribute("href")) ?? "")).status()).toBe(200);
  });
});

const LOOKS = [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 390 },
  { colorScheme: "light", width: 320 },
] as const;

test.describe("away from UTC, light and dark,", () => {
  test.use({ timezoneId: "America/St_Johns" });

  test("axe finds nothing, headings go down by one, nothing moves, and nothing is wider than the screen", async ({
    page,
    server,
    operator,
  }) => {
    await countShifts(page);
    for (const path of await showBusy({ server, operator }))
      for (const { colorScheme, width } of LOOKS) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await expect(
          page
            .locator("main time")
            .filter({ hasText: /NST|NDT|GMT-/ })
            .first(),
        ).toBeVisible();
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
        expect.soft(await shiftsOf(page), `layout shift of ${path} at ${width}`).toBeLessThan(0.005);
        const overhang = await page.locator("html").evaluate((root) => root.scrollWidth - root.clientWidth);
        expect.soft(overhang, `overhang of ${path} at ${width}`).toBeLessThanOrEqual(0);
        expect.soft(await violationsOf(page)).toEqual([]);
        const levels = await levelsOf(page);
        expect(levels.filter((level) => level === 1)).toHaveLength(1);
        for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
      }
  });
});

const levelsOf = (page: Page) =>
  page.locator("h1, h2, h3, h4").evaluateAll((all) => all.map((heading) => Number(heading.tagName.slice(1))));

const countShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });

const shiftsOf = async (page: Page): Promise<number> =>
  (await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).reduce((sum, it) => sum + it, 0);

test.describe("what does not exist", () => {
  test.use({ tolerated: /status of 404/ });
  for (const path of ["/incidents/inc_99999", "/incidents/inc_1", "/incidents/nothing", "/surfaces/no-such-surface"])
    test(`${path} is a page of its own with 404`, async ({ page }) => {
      expect((await page.goto(path))?.status()).toBe(404);
      await expect(page).toHaveTitle("This page does not exist · Raxx Status");
    });
});

test.describe("outages that only monitoring has found", () => {
  test("stand among incidents as measured, in every language, and lead to the surface", async ({ page, server }) => {
    const from = Date.now() - 3 * HOUR_MS;
    await logOutage(server, "api-service", from, from + 22 * 60_000);
    await page.goto("/history");
    const line = page.locator(`#measured-api-service-${from}`);
    await expect(line).toContainText(/^Measured: Service disruptionAPI Service22 min/);
    await expect(section(page, monthOf(from))).toContainText("Measured: Service disruption");
    await expect(page.locator("main")).not.toContainText("no incidents");
    await expect(page.locator("main")).toContainText("Our team reported no incident at these times.");
    expect(await violationsOf(page)).toEqual([]);
    await line.getByRole("link").click();
    await expect(page).toHaveURL(`${server.url}/surfaces/api-service#measured`);
    await expect(section(page, "Measured outages").getByRole("listitem")).toHaveCount(1);
    for (const [language, text] of Object.entries({ de: "Gemessen", es: "Medido", fr: "Mesuré", ja: "測定" })) {
      await page.goto(`/${language}/history`);
      await expect(line).toContainText(text);
    }
  });
});

/** Writes an outage into the log as a probe would have found it. */
async function logOutage(server: TestServer, surface: string, from: number, to: number): Promise<void> {
  const insert = `INSERT INTO status_audit_log
    (surface_id, actor, new_state, source, created_at, effective_at, because, state_source)
    VALUES (?, 'prober', ?, 'prober', ?, ?, 'probe_failed', 'prober')`;
  for (const [state, ms] of [
    ["DOWN", from],
    ["OPERATIONAL", to],
  ] as const) {
    const at = new Date(ms).toISOString();
    await server.sql(insert, surface, state, at, at);
  }
  await invalidate(server);
}
