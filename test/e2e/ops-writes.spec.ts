import type { Page } from "@playwright/test";
import { iso } from "../support/http";
import {
  boardRow,
  confirm,
  expect,
  fillTime,
  lastLogged,
  loggedSince,
  press,
  RELIEF,
  signIn,
  test,
} from "../support/ops-page";
import { HOUR_MS, MINUTE_MS } from "./scenes";

const APP = "app-raxx-app";
const FEED = "market-data-feed";

test.use({ timezoneId: "UTC", tolerated: /status of 422/ });

const choose = (page: Page, state: string) => page.getByRole("radio", { name: state }).check();
const note = (page: Page) => page.getByRole("textbox", { name: /^(?:Public note|Final update)/ });

test("five taps on a phone from the dashboard to what customers read: override, with its effect named first", async ({
  page,
  operator,
  server,
}) => {
  await operator.pin("api-service", "OPERATIONAL");
  await page.setViewportSize({ width: 390, height: 800 });
  const before = await lastLogged(server);
  const startedMs = Date.now();
  await page.goto(`/ops?q=${APP}`);
  await boardRow(page, APP).locator("summary").click();
  await boardRow(page, APP).getByRole("link", { name: "Override" }).click();
  await choose(page, "Service disruption");
  await page.getByRole("button", { name: "We are investigating.", exact: true }).click();
  await press(page, "Preview");
  await expect(page.locator("[data-customers]")).toContainText("We are investigating.");
  await expect(page.locator("[data-effect]")).toContainText("Changes 1 surface");
  await expect(page.locator("[data-effect]")).toContainText("to Service disruption");
  await confirm(page);
  await expect(page.locator("main > [data-state]").first()).toContainText("Service disruption"); // read anew
  expect(Date.now() - startedMs).toBeLessThan(20_000);
  expect(await operator.shown(APP)).toMatchObject({ state: "DOWN", public_note: "We are investigating." });
  expect((await loggedSince(server, APP, before)).at(-1)).toMatchObject({
    actor: "operator:on-call@raxx.app",
    new_state: "DOWN",
  });
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "We are investigating" })).toBeVisible();
});

test("while a note is typed, what the note policy finds stands under it, and what customers would read beside it", async ({
  page,
  operator,
}) => {
  await page.goto(`/ops/surfaces/${APP}?action=override`);
  await choose(page, "Partial outage");
  await note(page).fill("Alpaca rejects orders.");
  const finding = page.getByText("Remove “Alpaca”: notes must not name brokers.");
  await expect(finding).toBeVisible();
  await press(page, "Preview");
  await expect(page.getByRole("alert").filter({ hasText: "one field needs a change" })).toBeVisible();
  await expect(finding).toBeVisible();
  await expect(note(page)).toBeFocused();
  await expect(note(page)).toHaveValue("Alpaca rejects orders.");
  await expect(page.getByRole("radio", { name: "Partial outage" })).toBeChecked();
  await note(page).fill("Some orders are rejected.");
  await expect(finding).toBeHidden();
  await expect(page.getByRole("alert").filter({ hasText: "one field needs a change" })).toBeHidden();
  await expect(page.locator("[data-customers]")).toContainText("Some orders are rejected.");
  expect((await operator.shown(APP)).state).toBe("UNKNOWN");
});

test("several surfaces are overridden at once, until a time, and cleared at once", async ({
  page,
  operator,
  server,
}) => {
  await page.goto("/ops");
  for (const id of [APP, FEED]) await boardRow(page, id).getByRole("checkbox").check();
  await press(page, "Override");
  await choose(page, "Degraded performance");
  await page.getByRole("radio", { name: "1 hour" }).check();
  await press(page, "Preview");
  await expect(page.locator("[data-effect]")).toContainText("Changes 2 surfaces");
  await expect(page.locator("[data-effect]")).toContainText("Expires 1 h after you confirm");
  await confirm(page);
  for (const id of [APP, FEED]) expect((await operator.shown(id)).state).toBe("DEGRADED");
  const [{ expires }] = (await server.sql<{ expires: string }>(
    "SELECT override_expires_at AS expires FROM surface_state WHERE surface_id = ?",
    APP,
  )) as [{ expires: string }];
  expect(Math.abs(Date.parse(expires) - Date.now() - HOUR_MS)).toBeLessThan(MINUTE_MS);
  await page.goto(`/ops/write?surface=${APP}&surface=${FEED}&action=clear`);
  await press(page, "Preview");
  await confirm(page);
  for (const id of [APP, FEED]) expect((await operator.shown(id)).state).toBe("OPERATIONAL");
});

test("a note is edited, the state as it is", async ({ page, operator }) => {
  await operator.pin(APP, "PARTIAL", { public_note: "Login fails for some." });
  await page.goto(`/ops/surfaces/${APP}?action=note`);
  await expect(note(page)).toHaveValue("Login fails for some.");
  await note(page).fill("Login works again for most.");
  await press(page, "Preview");
  await press(page, "Back");
  await expect(note(page)).toHaveValue("Login works again for most.");
  await press(page, "Preview");
  await confirm(page);
  expect(await operator.shown(APP)).toMatchObject({ state: "PARTIAL", public_note: "Login works again for most." });
});

test("of two operators the second sees what the first did, and is asked again", async ({
  page,
  browser,
  access,
  server,
  operator,
}) => {
  const relief = await signIn(browser, { access, server }, RELIEF);
  for (const [who, state] of [
    [page, "Service disruption"],
    [relief, "Degraded performance"],
  ] as const) {
    await who.goto(`/ops/surfaces/${APP}?action=override`);
    await choose(who, state);
    await press(who, "Preview");
  }
  await confirm(page);
  await relief.setViewportSize({ width: 390, height: 740 });
  await press(relief, "Confirm");
  const conflict = relief.getByRole("alert").filter({ hasText: "Another operator changed this" });
  await expect(conflict).toContainText("operator:on-call@raxx.app: Raxx App is now Service disruption");
  await expect(conflict).toBeFocused();
  await expect(conflict).toBeInViewport({ ratio: 1 });
  expect((await operator.shown(APP)).state).toBe("DOWN");
  await confirm(relief);
  expect((await operator.shown(APP)).state).toBe("DEGRADED");
  await relief.context().close();
});

test("a confirmation that is sent twice acts once", async ({ page, operator, server }) => {
  const before = await lastLogged(server);
  await page.goto(`/ops/surfaces/${APP}?action=override`);
  await choose(page, "Service disruption");
  await press(page, "Preview");
  await expect(page.getByRole("button", { name: "Confirm" })).toBeVisible();
  await page.getByRole("button", { name: "Confirm" }).evaluate((button) => {
    const form = (button as HTMLButtonElement).form as HTMLFormElement;
    form.requestSubmit(button as HTMLButtonElement);
    form.requestSubmit(button as HTMLButtonElement);
  });
  await expect(page.getByRole("heading", { name: /^(?:Done|Already done)/ })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(await loggedSince(server, APP, before)).toHaveLength(1);
  expect((await operator.shown(APP)).state).toBe("DOWN");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("override and clear go step by step, and a conflict is shown", async ({ page, operator, server }) => {
    const before = await lastLogged(server);
    await page.goto("/ops");
    await boardRow(page, APP).getByRole("checkbox").check();
    await press(page, "Override");
    await choose(page, "Service disruption");
    await note(page).fill("ETA 5 minutes.");
    await press(page, "Preview");
    await expect(page.getByRole("alert")).toContainText("one field needs a change");
    await expect(note(page)).toHaveValue("ETA 5 minutes.");
    await note(page).fill("Nobody can log in.");
    await press(page, "Preview");
    await expect(page.locator("[data-customers]")).toContainText("Nobody can log in.");
    await operator.pin(APP, "PARTIAL");
    await press(page, "Confirm");
    await expect(page.getByRole("alert").filter({ hasText: "Another operator changed this" })).toContainText(
      "Partial outage",
    );
    await confirm(page);
    expect(await operator.shown(APP)).toMatchObject({ state: "DOWN", public_note: "Nobody can log in." });
    await page.reload(); // the browser sends the form once more
    expect(await loggedSince(server, APP, before)).toHaveLength(2);
    await page.goto(`/ops/surfaces/${APP}?action=clear`);
    await press(page, "Preview");
    await confirm(page);
    expect((await operator.shown(APP)).state).toBe("OPERATIONAL");
  });
});

test("a window is planned, edited, and cancelled; another is finished early", async ({ page, operator }) => {
  const [from, to] = [Date.now() + 24 * HOUR_MS, Date.now() + 26 * HOUR_MS];
  await page.goto("/ops/windows");
  await page.getByRole("link", { name: "Schedule maintenance" }).click();
  await page.getByRole("searchbox", { name: "Search surfaces" }).fill("raxx app");
  await page.getByRole("checkbox", { name: "Raxx App", exact: true }).check();
  await page.getByRole("searchbox", { name: "Search surfaces" }).fill("market data");
  await page.getByRole("checkbox", { name: "Market Data Feed" }).check();
  await fillTime(page, /^Starts/, from);
  await page.getByRole("radio", { name: "Until a time" }).check();
  await fillTime(page, /^Ends/, to);
  await note(page).fill("Database upgrade.");
  await press(page, "Preview");
  await expect(page.locator("[data-customers]")).toContainText("Database upgrade.");
  await confirm(page);
  await page.getByRole("link", { name: "Back to the list" }).click();
  await page.getByRole("link", { name: "Edit" }).click();
  await fillTime(page, /^Ends/, to + HOUR_MS);
  await press(page, "Preview");
  await confirm(page);
  const [planned] = await operator.windows();
  expect(Date.parse(planned?.ends_at ?? "")).toBe(Math.floor((to + HOUR_MS) / MINUTE_MS) * MINUTE_MS);
  expect(planned).toMatchObject({ public_note: "Database upgrade.", surface_ids: [APP, FEED] });
  await page.goto("/ops/windows");
  await press(page, "Cancel maintenance");
  await confirm(page, "Cancel maintenance");
  expect(await operator.windows()).toEqual([]);
  await operator.plan({ surface_ids: [APP], starts_at: iso(Date.now() - 60_000), ends_at: iso(Date.now() + HOUR_MS) });
  await page.goto("/ops/windows");
  await expect(page.getByRole("region", { name: "In progress" })).toContainText("Raxx App");
  await press(page, "End now");
  await confirm(page, "End now");
  expect(await operator.windows()).toEqual([]);
  await page.goto("/ops/windows");
  await expect(page.getByRole("region", { name: "Ended in the last 30 days" })).toContainText("Raxx App");
});
