import { get, iso } from "../support/http";
import { banner, expect, invalidate, row, section, test } from "../support/page";
import { DAY_MS, HOUR_MS, insertIncident, openTicket, REGISTRY, showAllWell, showIncidents } from "./scenes";

test.use({ javaScriptEnabled: false });

const LABELS = {
  OPERATIONAL: "Operational",
  DEGRADED: "Degraded performance",
  PARTIAL: "Partial outage",
  DOWN: "Service disruption",
  MAINTENANCE: "Scheduled maintenance",
  UNKNOWN: "Status unknown",
};

/** The groups of the shipped registry, in the page's order. */
const GROUPS = { trading: "Trading", account: "Account & support", sites: "Websites", behind: "Behind the scenes" };

const inGroup = (group: string) =>
  REGISTRY.filter((surface) => surface.group === group).sort((a, b) => (a.order ?? 0) - (b.order ?? 0));

const text = (at: string, options: Intl.DateTimeFormatOptions, timeZone = "UTC") =>
  new Intl.DateTimeFormat("en-US", { timeZone, ...options }).format(new Date(at));
const momentOf = (at: string) => `${text(at, { month: "short", day: "numeric" })}, ${at.slice(11, 16)} UTC`;

test.describe("a surface, without JavaScript,", () => {
  test("stands in its group with its name, its state in words and shape, and since when", async ({
    page,
    operator,
  }) => {
    await page.goto("/");
    await expect(page.locator("[data-surface]")).toHaveCount(23);
    for (const [group, name] of Object.entries(GROUPS)) {
      const shown = await section(page, name)
        .locator("[data-surface]")
        .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-surface")));
      expect(shown).toEqual(inGroup(group).map(({ id }) => id));
    }
    const since = momentOf((await operator.shown("api-service")).state_since);
    for (const { id, display_name } of REGISTRY) {
      const summary = row(page, id).locator("summary");
      await expect(summary).toContainText(`${display_name}Status unknownsince ${since}`);
      await expect(summary.locator('svg[data-state="UNKNOWN"]')).toBeVisible();
    }
  });

  test("says its state in the words of contract §1.2, and each state has a shape and a colour of its own", async ({
    page,
    operator,
  }) => {
    const owned = REGISTRY.filter((surface) => surface.category === "owned").map(({ id }) => id);
    const inState = Object.keys(LABELS).map((state, i) => ({ id: owned[i] as string, state }));
    for (const { id, state } of inState) await operator.pin(id, state);
    await page.goto("/");
    const looks = new Set<string>();
    for (const { id, state } of inState) {
      const summary = row(page, id).locator("summary");
      await expect(summary.getByText(LABELS[state as keyof typeof LABELS], { exact: true })).toBeVisible();
      const icon = summary.locator(`svg[data-state="${state}"]`);
      await expect(icon).toBeVisible();
      looks.add(
        await icon.evaluate(
          (svg) => document.querySelector(svg.firstElementChild?.getAttribute("href") ?? "")?.innerHTML ?? "",
        ),
      );
      looks.add(await icon.evaluate((svg) => getComputedStyle(svg).color));
    }
    expect(looks.size).toBe(12);
  });

  test("unfolds by a click: its description, and the way to its page, which has its facts", async ({
    page,
    server,
    operator,
  }) => {
    await showAllWell({ server, operator });
    const { state_since, last_checked_at } = await operator.shown("api-service");
    await page.goto("/");
    const api = row(page, "api-service");
    await expect(api.getByText("Core Raxx API")).toBeHidden();
    await expect(api).toContainText(/Probe \d+ s ago/);
    await api.locator("summary").click();
    await expect(api.getByText("Core Raxx API")).toBeVisible();
    await api.getByRole("link", { name: "Its history and incidents" }).click();
    await expect(page.locator(`time[datetime="${state_since}"]`).first()).toBeVisible();
    await expect(page.locator(`time[datetime="${last_checked_at}"]`).first()).toBeVisible();
  });

  test("in trouble stands first in its group, worst first, an open ticket before none; a narrow screen unfolds them", async ({
    page,
    server,
    operator,
  }) => {
    await showAllWell({ server, operator });
    await operator.pin("demo-raxx-app", "DEGRADED");
    await operator.pin("docs-raxx-app", "DEGRADED", { ticket_pending: true });
    await openTicket(server, { id: 11, tag: "getraxx-com", severity: "down" });
    await page.goto("/");
    const websites = section(page, GROUPS.sites);
    const order = websites.locator("[data-surface]");
    for (const [i, id] of ["getraxx-com", "docs-raxx-app", "demo-raxx-app", "raxx-app"].entries()) {
      await expect(order.nth(i)).toHaveAttribute("data-surface", id);
      await expect(order.nth(i)).toBeVisible();
    }
    await page.setViewportSize({ width: 360, height: 740 });
    await expect(row(page, "getraxx-com")).toBeHidden();
    await expect(websites.locator('summary svg[data-state="DOWN"]').first()).toBeVisible();
    await websites.getByText("2 of 5 operational").click();
    await expect(row(page, "getraxx-com")).toBeVisible();
  });

  test("in trouble carries its note and “Ticket open”, and is an active incident", async ({ page, server }) => {
    await openTicket(server, { id: 12, tag: "app-raxx-app", severity: "down", note: "Logins fail. We investigate." });
    await page.goto("/");
    for (const part of [row(page, "app-raxx-app").locator("summary"), section(page, "Active incidents")]) {
      await expect(part).toContainText("Raxx App");
      await expect(part).toContainText("Service disruption");
      await expect(part).toContainText("Ticket open");
    }
    const title = section(page, "Active incidents").getByRole("link", { name: "Logins fail", exact: true });
    await expect(title).toHaveAttribute("href", /^\/incidents\/inc_\d+$/);
    await expect(section(page, "Active incidents").getByText("We investigate.", { exact: true })).toBeVisible();
    await row(page, "app-raxx-app").locator("summary").click();
    await expect(row(page, "app-raxx-app").getByText("Logins fail. We investigate.")).toBeVisible();
    await expect(page.getByText("Ticket open")).toHaveCount(2);
  });

  test("in maintenance says until when, and surfaces of one window are told as one", async ({
    page,
    server,
    operator,
  }) => {
    await showIncidents({ server, operator });
    const until = (await operator.shown("demo-raxx-app")).maintenance_until ?? "none";
    await page.goto("/");
    await expect(row(page, "demo-raxx-app").locator("summary")).toContainText(
      `Scheduled maintenanceuntil ${momentOf(until)}Maintenance plan`,
    );
    const maintenance = section(page, "Maintenance in progress");
    await expect(maintenance.getByRole("listitem")).toHaveCount(1);
    await expect(maintenance).toContainText("Documentation and Demo");
    await expect(maintenance).toContainText(`Until ${momentOf(until)}`);
    await expect(section(page, "Active incidents").getByRole("listitem")).toHaveCount(3);
  });
});

test.describe("the banner, without JavaScript, says in one sentence", () => {
  test("that nothing is known, at first", async ({ page }) => {
    await page.goto("/");
    await expect(banner(page)).toHaveText("We can’t confirm the status of any system");
  });

  const AMID_HEALTH = [
    ["that all is well", [], "All systems operational"],
    [
      "what customers can't do",
      [["app-raxx-app", "DOWN"]],
      "You can’t log in, see prices, or place orders. Everything else works.",
    ],
    [
      "that there is only maintenance",
      [["demo-raxx-app", "MAINTENANCE"]],
      "Demo is under scheduled maintenance. Everything else works.",
    ],
    [
      "that it is only an upstream",
      [["cloudflare", "DOWN"]],
      "Everything you use works. Cloudflare is down (a service we rely on)",
    ],
  ] as const;
  for (const [what, pins, sentence] of AMID_HEALTH)
    test(what, async ({ page, server, operator }) => {
      await showAllWell({ server, operator });
      for (const [id, state] of pins) await operator.pin(id, state);
      await page.goto("/");
      await expect(banner(page)).toHaveText(sentence);
      await expect(page).toHaveTitle(`${sentence.replace(". Everything else works.", "")} · Raxx Status`);
    });
});

test("resolved incidents of 30 days are a line each, newest first; older ones are gone", async ({ page, server }) => {
  const now = Date.now();
  await page.goto("/");
  await expect(section(page, "Past incidents")).toContainText("Our team reported no incidents in the last 30 days.");
  const past = (daysAgo: number, note: string) => {
    const resolved = now - daysAgo * DAY_MS;
    return insertIncident(server, {
      surface: "api-service",
      severity: "partial",
      opened: resolved - HOUR_MS,
      resolved,
      note,
    });
  };
  for (const daysAgo of [31, 29, 1]) await past(daysAgo, `Resolved ${daysAgo} days ago.`);
  await invalidate(server);
  await page.goto("/");
  const list = section(page, "Past incidents");
  await expect(list.getByRole("listitem")).toHaveCount(2);
  const opened = iso(now - DAY_MS - HOUR_MS);
  await expect(list.getByRole("listitem").first()).toContainText(/^API Service Partial outage.* · 1 h$/);
  await expect(list.getByRole("listitem").first()).toContainText(text(opened, { month: "short", day: "numeric" }));
});

test("the market's page shows New York and UTC, the session, and what comes next; the front page leads there", async ({
  page,
  server,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: /^US (market|pre-market|after-hours)/ }).click();
  await expect(page).toHaveURL("/market");
  const { body } = await get<{ market_state: string; next_event: { at: string } }>(
    server,
    "/api/status/public/widgets/market-time",
  );
  const widget = section(page, "US market hours");
  const at = (await widget.locator("dd time").first().getAttribute("datetime")) ?? "";
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  for (const [name, zone] of [
    ["New York (ET)", "America/New_York"],
    ["UTC", "UTC"],
  ] as const)
    await expect(widget.locator("dl > div").filter({ hasText: name })).toContainText(text(at, clock, zone));
  const sessions: Record<string, string> = {
    open: "Market open",
    closed: "Market closed",
    "pre-market": "Pre-market session",
    "after-hours": "After-hours session",
    holiday: "Market holiday",
  };
  await expect(widget).toContainText(sessions[body.market_state] ?? "none");
  const next = text(body.next_event.at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, "America/New_York");
  await expect(widget.locator(`time[datetime="${body.next_event.at}"]`)).toContainText(`${next} ET`);
  await expect(widget).toContainText(`(${body.next_event.at.slice(11, 16)} UTC)`);
});
