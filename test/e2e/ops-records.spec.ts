import { writeFile } from "node:fs/promises";
import { iso } from "../support/http";
import { boardRow, confirm, expect, fillTime, lastLogged, loggedSince, press, test } from "../support/ops-page";
import { DAY_MS, HOUR_MS, insertIncident, MINUTE_MS, openTicket, showIncidents } from "./scenes";

const APP = "app-raxx-app";

test.use({ timezoneId: "UTC", tolerated: /status of 4(?:09|22)/ });

test("the dashboard says of each surface why it is so, and links its tickets", async ({ page, server, operator }) => {
  await showIncidents({ server, operator });
  const looks = [3, 2, 1].map((ago) => ({
    surface_id: APP,
    ok: true,
    checked_at: iso(Date.now() - ago),
    latency_ms: 80,
  }));
  await operator.probe(looks);
  await server.sql(
    "INSERT OR REPLACE INTO partner_feeds (surface_id, state, incident_titles, updated_at) VALUES (?, 'DEGRADED', ?, ?)",
    ...["heroku-platform", JSON.stringify(["Elevated errors in the EU"]), iso(Date.now())],
  );
  await page.goto("/ops");
  await expect(page).toHaveTitle("Dashboard · Raxx operations");
  const states = await page
    .locator("[data-row]")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-state")));
  expect(states.slice(0, 1)).toEqual(["PARTIAL"]);
  expect(states.at(-1)).toBe("OPERATIONAL");
  const app = boardRow(page, APP);
  await app.locator("summary").click();
  await expect(app.getByRole("link", { name: "Ticket 48219173" })).toHaveAttribute(
    "href",
    "https://desk.raxx.app/conversation/48219173",
  );
  const decides = app.locator('[data-source="freescout"]');
  await expect(decides).toContainText("deciding");
  await expect(decides).toContainText(/\d+ (?:s|min) ago/);
  await expect(app.locator('[data-source="prober"]')).toContainText("less severe than the deciding source");
  await expect(
    app.getByRole("img", { name: /^The last hour: \d+ probes, 0 failed, median 80 ms/ }).first(),
  ).toBeVisible();
  await expect(app.locator("[data-audit]").first()).toBeVisible();
  await expect(boardRow(page, "heroku-platform")).toContainText("Elevated errors in the EU");
});

test("by keyboard: / goes to the search, arrows go from row to row, x ticks, the search needs no script", async ({
  page,
}) => {
  const offersItsKey = () => expect(page.getByPlaceholder("Search  /")).toBeVisible();
  await page.goto("/ops");
  await offersItsKey();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("raxx-app");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=raxx-app/);
  const ids = await page.locator("[data-row]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-row")));
  expect(ids.length).toBeGreaterThan(1);
  expect(ids.every((id) => id?.includes("raxx-app"))).toBe(true);
  await offersItsKey();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(boardRow(page, ids[1] ?? "").locator("summary")).toBeFocused();
  await page.keyboard.press("x");
  await expect(boardRow(page, ids[1] ?? "").getByRole("checkbox")).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(boardRow(page, ids[0] ?? "").getByRole("link", { name: "Override" })).toBeVisible();
});

test("an incident shows what was said and left out, and its times are corrected on the record", async ({
  page,
  server,
}) => {
  const opened = Math.floor(Date.now() / 1000) * 1000 - 5 * HOUR_MS;
  await insertIncident(server, {
    ...{ surface: APP, severity: "down", opened, resolved: opened + HOUR_MS, note: "Rolled back." },
  });
  await openTicket(server, { id: 77, tag: "api-service", severity: "down", note: "Calls fail. ETA 5 minutes." });
  await page.goto("/ops/incidents");
  const ticket = page.getByRole("listitem").filter({ hasText: "Ticket 77" }).first();
  await expect(ticket).toContainText("Calls fail.");
  await expect(ticket).toContainText("the note policy removed 1 sentence: a promise");
  await ticket.getByRole("link", { name: /^The page then/ }).click();
  await expect(page.locator("[data-at]")).toContainText("Calls fail.");
  const before = await lastLogged(server);
  await page.goto("/ops/incidents?open=0");
  await expect(page.locator("[data-incident]")).toHaveCount(1);
  await page.getByRole("link", { name: /^Edit record/ }).click();
  await fillTime(page, /^Resolved/, opened + 2 * HOUR_MS, 19);
  await press(page, "Preview");
  await expect(page.locator("[data-record]").getByRole("row", { name: /^Resolved/ })).toContainText(
    /:\d\d UTC.*:\d\d UTC/,
  );
  await confirm(page);
  expect((await loggedSince(server, APP, before)).at(-1)).toMatchObject({
    actor: "operator:on-call@raxx.app",
    because: "corrected",
  });
  await page.getByRole("link", { name: "Back to the list" }).click();
  await page.goto("/ops/incidents?open=0");
  await expect(page.locator("[data-incident]")).toContainText("2 h");
});

test("on a phone a correction opens where it was asked for, and has the focus", async ({ page, server }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  for (let ago = 2; ago <= 9; ago++)
    await insertIncident(server, {
      ...{ surface: APP, severity: "down", note: `Outage ${ago}.` },
      ...{ opened: hour - ago * HOUR_MS, resolved: hour - ago * HOUR_MS + MINUTE_MS },
    });
  await page.goto("/ops/incidents?open=0");
  const seventh = page.locator("[data-incident]").nth(6);
  await seventh.getByRole("link", { name: /^Edit record/ }).click();
  const form = page.locator("[data-form]");
  await expect(form).toBeInViewport();
  await expect(form.getByRole("textbox", { name: /^Final update/ })).toHaveValue("Outage 8.");
  await expect(seventh).toBeFocused();
});

test("an override's exact end outlasts the way back from its preview", async ({ page, server }) => {
  const end = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + 3 * HOUR_MS;
  await page.goto(`/ops/surfaces/${APP}?action=override`);
  await page.getByRole("radio", { name: "Partial outage" }).check();
  await page.getByRole("radio", { name: "Until a time" }).check();
  await fillTime(page, /^Expires at/, end);
  await press(page, "Preview");
  await press(page, "Back");
  await expect(page.getByRole("radio", { name: "Until a time" })).toBeChecked();
  await press(page, "Preview");
  await confirm(page);
  const [stored] = await server.sql("SELECT override_expires_at FROM surface_state WHERE surface_id = ?", APP);
  expect(Date.parse(String(stored?.override_expires_at))).toBe(end);
});

test("the log is filtered, paged without repetition, and taken along as CSV", async ({ page, operator, request }) => {
  for (let i = 0; i < 30; i++) {
    await operator.pin(APP, "DOWN", { public_note: `Note ${i}.` });
    await operator.pin(APP, "PARTIAL");
  }
  await page.goto(`/ops/audit?surface=${APP}&actor=ops`);
  const idsOf = () =>
    page.locator("[data-audit]").evaluateAll((all) => all.map((row) => row.getAttribute("data-audit")));
  const first = await idsOf();
  expect(first).toHaveLength(50);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page).toHaveURL(/before=/);
  const second = await idsOf();
  expect(new Set([...first, ...second]).size).toBe(first.length + second.length);
  await page.goto(`/ops/audit?surface=${APP}&source=schedule`);
  await expect(page.getByText("No rows.")).toBeVisible();
  await page.goto(`/ops/audit?surface=${APP}&from=2026-01-01T00:00`);
  const csv = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
  expect(await (await request.get(csv ?? "")).text()).toContain("Note 29.");
  await page.goto("/ops/audit?source=nobody");
  await expect(page.getByRole("alert").filter({ hasText: "schema" })).toBeVisible();
});

test("the time machine shows the page of an instant, in UTC or one’s own zone, at an address to share", async ({
  page,
  operator,
}) => {
  await operator.pin(APP, "DOWN", { public_note: "Nobody can log in." });
  const then = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await operator.pin(APP, "OPERATIONAL");
  await page.goto("/ops/at");
  await fillTime(page, /^Show the page/, then + 1000, 19);
  await press(page, "Show");
  await expect(page.locator("[data-at]").getByRole("heading", { level: 1 })).toContainText("You can’t log in");
  await expect(page.locator("[data-at]")).toContainText("Nobody can log in.");
  await expect(page.locator(`[data-at] [data-surface="${APP}"]`)).toContainText("Service disruption");
  await page.goto(`/ops/at?time=${encodeURIComponent(iso(Date.now() - DAY_MS))}`);
  await expect(page.locator("[data-at]")).toContainText("no audit row yet");
  await page.goto(`/ops/at?time=${encodeURIComponent(iso(Date.now() + HOUR_MS))}`);
  await expect(page.getByRole("alert").filter({ hasText: "must not be in the future" })).toBeVisible();
});

test("an alert is acknowledged; prober, poller and copies are moved by hand; configuration tells no value", async ({
  page,
  server,
}) => {
  const at = iso(Date.now() - MINUTE_MS);
  await server.sql(
    "INSERT INTO ops_alerts (alert_key, severity, title, opened_at, updated_at) VALUES ('test', 'critical', 'Nothing works', ?, ?)",
    at,
    at,
  );
  await page.goto("/ops");
  await page
    .getByRole("list", { name: "Open alerts" })
    .getByRole("link", { name: /Nothing works/ })
    .click();
  const alert = page.locator("[data-alert]").filter({ hasText: "Nothing works" });
  await alert.getByRole("button", { name: "Acknowledge" }).click();
  await expect(alert).toContainText(/acknowledged by operator:on-call@raxx\.app/i);
  for (const [button, said] of [
    ["Run the prober", "The prober ran"],
    ["Run the poller", "The poller ran"],
    ["Purge cache", "The edge cache was purged."],
  ] as const) {
    await press(page, button);
    await expect(page.getByText(said)).toBeVisible({ timeout: 20_000 });
  }
  await page.goto("/ops/actions");
  await expect(page.getByRole("listitem").first()).toContainText("on-call@raxx.app purged the edge cache");
  await page.goto("/ops/configuration");
  await expect(page.locator('[data-item="STATUS_INTERNAL_WRITE_TOKEN"]')).toContainText("set");
  await expect(page.locator('[data-item="SENTRY_API_TOKEN"]')).toContainText("npx wrangler secret put");
  expect(await page.content()).not.toContain(server.secrets.STATUS_INTERNAL_WRITE_TOKEN);
});

test("everything is exported from the page; a restore over a history is refused in words", async ({
  page,
  request,
}, info) => {
  await page.goto("/ops/configuration");
  const link = page.getByRole("link", { name: "Export" });
  const backup = await (await request.get((await link.getAttribute("href")) ?? "")).text();
  expect(backup.split("\n")[0]).toContain("raxx-status-backup");
  const path = info.outputPath("backup.ndjson");
  await writeFile(path, backup);
  await page.getByLabel("Backup (NDJSON)").setInputFiles(path);
  await press(page, "Restore");
  await expect(page.getByText(/it has a history of its own|there are rows in/)).toBeVisible();
});
