import type { Page } from "@playwright/test";
import { violationsOf } from "../support/axe";
import { confirm, expect, ON_CALL, test as opsTest, press, RELIEF, signIn } from "../support/ops-page";
import { startServer, type TestServer } from "../support/server";

const FOLDER = "test-results/screenshots/ops";

/** A server that could send mail, which nothing here does. */
const test = opsTest.extend<object, { server: TestServer }>({
  server: [
    async ({ access }, use) => {
      const server = await startServer({ env: { ...access.env, POSTMARK_SERVER_TOKEN: "none" } });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

const NOTE = "Charts are blank. We are investigating.";

async function preview(page: Page): Promise<void> {
  await page.goto("/ops/incidents/new");
  await page.getByText(/^Trading/).click();
  await page.getByRole("group", { name: "Raxx App" }).getByRole("radio", { name: "Down" }).check();
  await page.getByLabel("Public note (optional)").fill(NOTE);
  await press(page, "Preview");
  await page.getByText("Subscribers are told: at most 0").click();
}

const requestId = async (page: Page): Promise<string> =>
  JSON.parse(await page.locator("input[name=write]").inputValue()).request_id;

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("an operator sees each channel's message in each language before publishing", async ({ page, server }) => {
      await preview(page);
      const notice = page.locator("[data-notice]");
      await expect(notice).toContainText("Incident: Charts are blank");
      const id = await requestId(page);
      await press(page, "Deutsch");
      await expect(notice).toContainText("Störung: Charts are blank");
      await expect(notice).toContainText(NOTE);
      await expect(notice).toHaveAttribute("lang", "de");
      await expect(page.getByRole("button", { name: "Deutsch" })).toHaveAttribute("aria-current", "true");
      for (const channel of ["Mail", "Chat", "Browser", /^Webhook/])
        await expect(page.getByRole("heading", { name: channel, exact: true })).toBeVisible();
      await page.getByText("Its HTML").click();
      await expect(notice).toContainText('<html lang="de">');
      expect(await requestId(page)).toBe(id);
      await confirm(page, "Publish");
      expect(await server.sql("SELECT public_note FROM status_incidents WHERE resolved_at IS NULL")).toEqual([
        { public_note: NOTE },
      ]);
    });
  });

for (const javaScriptEnabled of [true, false])
  test(`a conflict stays shown in each language of the messages, ${javaScriptEnabled ? "with" : "without"} scripts`, async ({
    browser,
    access,
    server,
  }) => {
    const who = { access, server };
    const [first, second] = [
      await signIn(browser, who, ON_CALL),
      await signIn(browser, who, RELIEF, { javaScriptEnabled }),
    ];
    for (const [page, state] of [
      [first, "Service disruption"],
      [second, "Degraded performance"],
    ] as const) {
      await page.goto("/ops/surfaces/app-raxx-app?action=override");
      await page.getByRole("radio", { name: state }).check();
      await press(page, "Preview");
    }
    await confirm(first);
    await press(second, "Confirm");
    const conflict = second.getByRole("alert").filter({ hasText: "Another operator changed this" });
    const theirs = await conflict.textContent({ timeout: 10_000 });
    const id = await requestId(second);
    await second.getByText("Subscribers are told: at most 0").click();
    await press(second, "Deutsch");
    await expect(second.locator("[data-notice]")).toHaveAttribute("lang", "de");
    expect(await conflict.textContent({ timeout: 10_000 })).toBe(theirs);
    if (javaScriptEnabled) await expect(conflict).not.toBeFocused();
    expect(await requestId(second)).toBe(id);
    await confirm(second);
    await Promise.all([first, second].map((page) => page.context().close()));
  });

test("the mail's HTML is saved as the file that a reader gets", async ({ page }) => {
  await preview(page);
  await page.getByText("Its HTML").click();
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save the mail as a file" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe("mail.html");
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const html = Buffer.concat(chunks).toString();
  expect(html).toMatch(/^<!DOCTYPE html><html lang="en">.*Charts are blank/);
});

for (const [width, colorScheme] of [
  [390, "light"],
  [1440, "dark"],
] as const)
  test(`axe finds nothing in the messages at ${width} px, and they fit`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await preview(page);
    await press(page, "日本語");
    await expect(page.locator("[data-notice]")).toHaveAttribute("lang", "ja");
    await page.getByText("Its HTML").click();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.screenshot({ path: `${FOLDER}/notices-${width}.png`, fullPage: true });
  });
