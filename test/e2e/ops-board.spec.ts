import type { Page } from "@playwright/test";
import { iso } from "../support/http";
import { boardRow, confirm, expect, press, test } from "../support/ops-page";
import { APP, FEED } from "./ops-forms";
import { HOUR_MS, MINUTE_MS } from "./scenes";

/** A surface whose probes no other test counts. */
const DOCS = "docs-raxx-app";

test.use({ timezoneId: "UTC", tolerated: /status of 401/ });

const order = (page: Page) =>
  page.locator("[data-row]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-row")));
const look = (page: Page) => page.evaluate(() => dispatchEvent(new Event("focus")));

test("the dashboard follows what happens, and keeps order, focus, selection and what is open while one works on it", async ({
  page,
  operator,
}) => {
  await page.goto("/ops");
  await expect(page.locator("[data-age]")).toHaveText(/^updated \d+ s ago$/);
  const before = await order(page);
  const last = before.at(-1) ?? "";
  const app = boardRow(page, APP);
  await app.getByRole("checkbox").check();
  await app.locator("summary").click();
  await operator.pin(last, "DOWN", { public_note: "Nothing works." });
  await look(page);
  await expect(boardRow(page, last)).toHaveAttribute("data-state", "DOWN");
  expect(await order(page)).toEqual(before);
  await expect(app.getByRole("checkbox")).toBeChecked();
  await expect(app.locator("summary")).toBeFocused();
  await expect(app.getByRole("link", { name: "Clear" })).toBeVisible();
  await page.getByRole("button", { name: /sort again/ }).click();
  expect((await order(page))[0]).toBe(last);
  await page.route("**/api/ops/configuration", (route) => route.fulfill({ status: 401, body: "{}" }));
  await look(page);
  await expect(page.locator("[data-age]")).toContainText("your session has ended: sign in again");
  await expect(boardRow(page, last)).toBeVisible();
});

test("the search narrows the list while one types", async ({ page }) => {
  await page.goto("/ops");
  await page.getByRole("searchbox").fill("market data");
  expect(await order(page)).toEqual([FEED]);
});

test("overrides in force stand with their ends; one that is about to end is extended from there, as it is", async ({
  page,
  operator,
  server,
}) => {
  await operator.pin(FEED, "DEGRADED");
  const soon = { public_note: "Search fails.", expires_at: iso(Date.now() + 10 * MINUTE_MS) };
  await operator.pin(APP, "PARTIAL", soon);
  await page.goto("/ops");
  await expect(page.locator("[data-override]").first()).toHaveAttribute("data-override", APP);
  await expect(page.locator(`[data-override="${FEED}"]`)).toContainText("no end");
  await page.getByRole("link", { name: "Extend? 1 h" }).click();
  await expect(page.getByRole("radio", { name: "Partial outage" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "1 hour" })).toBeChecked();
  await press(page, "Preview");
  await confirm(page);
  const [row] = await server.sql<{ state: string; public_note: string; expires: string }>(
    "SELECT state, public_note, override_expires_at AS expires FROM surface_state WHERE surface_id = ?",
    APP,
  );
  expect(row).toMatchObject({ state: "PARTIAL", public_note: "Search fails." });
  expect(Math.abs(Date.parse(row?.expires ?? "") - Date.now() - HOUR_MS)).toBeLessThan(MINUTE_MS);
});

test("errors stand at their fields, in words, and the first is focused", async ({ page }) => {
  await page.goto("/ops/windows?plan=1");
  await page.getByLabel(/^Starts/).fill("");
  await page.getByRole("radio", { name: "Until a time" }).check();
  await press(page, "Preview");
  await expect(page.locator("[data-error]")).toHaveText([
    "Choose at least one surface.",
    "Choose a start time.",
    "Choose an end time.",
  ]);
  const surface = page.getByRole("checkbox", { name: "Raxx App", exact: true });
  await expect(surface).toBeFocused();
  await surface.check();
  await expect(page.locator("[data-error]")).toHaveCount(2);
  await press(page, "Preview");
  await expect(page.getByLabel(/^Starts/)).toBeFocused();
  await page.goto(`/ops/surfaces/${APP}?action=override`);
  await press(page, "Preview");
  await expect(page.locator("[data-error]")).toHaveText("Choose a state.");
});

test("Operational is a choice, which warns of what the prober still says; it is undone from where it was done", async ({
  page,
  operator,
}) => {
  await operator.probe(
    [3, 2, 1].map((ago) => ({ surface_id: DOCS, ok: false, checked_at: iso(Date.now() - ago * 1000) })),
  );
  await operator.pin(DOCS, "PARTIAL", { public_note: "Search fails." });
  await page.goto(`/ops/surfaces/${DOCS}?action=override`);
  await page.getByRole("radio", { name: /^Operational/ }).check();
  await press(page, "Preview");
  await expect(
    page.getByRole("alert").filter({ hasText: "The prober still reports Service disruption" }),
  ).toBeVisible();
  await confirm(page);
  expect(await operator.shown(DOCS)).toMatchObject({ state: "OPERATIONAL", public_note: null });
  await expect(page.getByRole("link", { name: "See it on the page" })).toHaveAttribute("href", `/surfaces/${DOCS}`);
  await press(page, "Undo …");
  await confirm(page);
  expect(await operator.shown(DOCS)).toMatchObject({ state: "PARTIAL", public_note: "Search fails." });
});
