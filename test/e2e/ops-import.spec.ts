import type { Page } from "@playwright/test";
import { type FakePostmark, startPostmark } from "../fakes/postmark";
import { violationsOf } from "../support/axe";
import { expect, test as opsTest, press } from "../support/ops-page";
import { startServer, type TestServer } from "../support/server";

/** A server that can mail subscribers. */
const test = opsTest.extend<object, { postmark: FakePostmark; server: TestServer }>({
  postmark: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use) => {
      const postmark = await startPostmark();
      await use(postmark);
      await postmark.stop();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ access, postmark }, use) => {
      const mail = { POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.server.url };
      const server = await startServer({ env: { ...access.env, ...mail } });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

test.use({ tolerated: /ERR_FAILED/ });

const list = (name: string) =>
  `Email,State,Components,Created at\n${name}@example.com,active,Fax,\nlate-${name}@example.com,unconfirmed,,\n${name}2@example.com,active,API Service,\n`;
const csv = (page: Page) => page.getByRole("textbox", { name: /^Or the list itself/ });
const names = (page: Page) => page.getByRole("textbox", { name: /^Their components/ });
const subscribed = async (server: TestServer) =>
  (await server.sql<{ surfaces: string }>("SELECT surfaces FROM subscribers WHERE id > 0 ORDER BY id")).map(
    ({ surfaces }) => surfaces,
  );

async function expectFine(page: Page, name: string): Promise<void> {
  for (const [colorScheme, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    expect([name, await violationsOf(page)]).toEqual([name, []]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await page.screenshot({ path: `test-results/screenshots/ops/${name}-${width}-${colorScheme}.png`, fullPage: true });
  }
}

for (const javaScriptEnabled of [true, false])
  test.describe(`${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    test.use({ javaScriptEnabled });

    test("a file is previewed, corrected, and imported; nothing of it is in an address, and no step loses what was typed", async ({
      page,
      server,
    }) => {
      const name = javaScriptEnabled ? "anna" : "bert";
      const before = (await subscribed(server)).length;
      await page.goto("/ops/subscribers");
      await page
        .getByLabel(/^CSV file/)
        .setInputFiles({ name: "subscribers.csv", mimeType: "text/csv", buffer: Buffer.from(`\uFEFF${list(name)}`) });
      if (javaScriptEnabled) await expect(csv(page)).toHaveValue(list(name));
      await page.getByLabel("Language of their notices").selectOption("de");
      await page.getByRole("checkbox").check();
      await press(page, "Preview the import");
      await expect(page.getByRole("heading", { name: "1 person would be subscribed" })).toBeVisible();
      await expect(page.locator("#import ~ form dl")).toContainText("Not confirmed there1, left out");
      await expect(page.getByText("Not read: Created at.")).toBeVisible();
      await expect(page.getByRole("listitem").filter({ hasText: "Fax: 1 person" })).toBeVisible();
      expect(await subscribed(server)).toHaveLength(before);
      await press(page, "Back");
      await expect(csv(page)).toHaveValue(list(name));
      await expect(page.getByLabel("Language of their notices")).toHaveValue("de");
      await expect(page.getByRole("checkbox")).toBeChecked();
      await names(page).fill("Fax");
      await press(page, "Preview the import");
      await expect(
        page.getByText("Line 1 must be a name of theirs, “=”, and the id of a surface of ours."),
      ).toBeVisible();
      await expect(csv(page)).toHaveValue(list(name));
      await names(page).fill("Fax = app-raxx-app");
      await press(page, "Preview the import");
      await expect(page.getByRole("heading", { name: "2 people would be subscribed" })).toBeVisible();
      await press(page, "Import");
      await expect(page.getByText("2 subscribed.")).toBeVisible();
      expect((await subscribed(server)).slice(before)).toEqual(['["app-raxx-app"]', '["api-service"]']);
      expect(page.url()).not.toContain("example.com");
      await page.goto("/ops/actions");
      await expect(page.getByText("imported 2 subscribers, confirmed elsewhere before").first()).toBeVisible();
      await expect(page.locator("main")).not.toContainText("example.com");
    });

    test("an empty list, one that is no text, and a broken one are refused in words", async ({ page }) => {
      await page.goto("/ops/subscribers");
      await page.getByRole("checkbox").check();
      await press(page, "Preview the import");
      await expect(page.getByText("Choose a file, or paste the list.")).toBeVisible();
      await csv(page).fill('email\n"x@example.com\n');
      await press(page, "Preview the import");
      await expect(page.getByText("Record 2: a quote is not closed.")).toBeVisible();
      await expect(csv(page)).toHaveValue('email\n"x@example.com\n');
      await page
        .getByLabel(/^CSV file/)
        .setInputFiles({ name: "a.xlsx", mimeType: "application/zip", buffer: Buffer.from([0x50, 0x4b, 0xff, 0xfe]) });
      if (!javaScriptEnabled) await press(page, "Preview the import");
      await expect(page.getByText("The file is not a text in UTF-8.")).toBeVisible();
      await expect(csv(page)).toHaveValue('email\n"x@example.com\n');
    });

    test("a list of nearly 250,000 bytes, with a quote at every cell, goes through both steps", async ({
      page,
      server,
    }) => {
      const before = (await subscribed(server)).length;
      const name = javaScriptEnabled ? "j" : "n";
      const people = Array.from(
        { length: 1_900 },
        (_, i) => `"${name}${i}@example.com","active","","${"x".repeat(88)}"`,
      );
      await page.goto("/ops/subscribers");
      await csv(page).fill(`email,state,note,more\n${people.join("\n")}`);
      await page.getByRole("checkbox").check();
      await press(page, "Preview the import");
      await expect(page.getByRole("heading", { name: "1,900 people would be subscribed" })).toBeVisible();
      await press(page, "Import");
      await expect(page.getByText("1900 subscribed.")).toBeVisible();
      expect((await subscribed(server)).length - before).toBe(1_900);
    });
  });

test("a site that does not answer loses nothing of the list, and the browser stores nothing of it", async ({
  page,
}) => {
  await page.goto("/ops/subscribers");
  await csv(page).fill(list("dora"));
  await page.getByRole("checkbox").check();
  await page.route("**/ops/**", (route, request) => (request.method() === "POST" ? route.abort() : route.continue()));
  await press(page, "Preview the import");
  await expect(page.getByRole("alert").filter({ hasText: "The site did not answer" })).toBeVisible();
  await expect(csv(page)).toHaveValue(list("dora"));
  await page.unrouteAll();
  await press(page, "Preview the import");
  await expect(page.getByRole("heading", { name: "1 person would be subscribed" })).toBeVisible();
  await page.route("**/ops/**", (route, request) => (request.method() === "POST" ? route.abort() : route.continue()));
  await press(page, "Import");
  await expect(page.getByRole("alert").filter({ hasText: "The site did not answer" })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain("@");
  await page.unrouteAll();
  await press(page, "Import");
  await expect(page.getByText("1 subscribed.")).toBeVisible();
});

test("a limit of sign-ups that is near or reached stands out on the subscribers' page and among the checks", async ({
  page,
  server,
}) => {
  const many = (count: number) => `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})`;
  const at = new Date().toISOString();
  await server.sql(
    `${many(850)} INSERT INTO subscribers (channel, state, address_hash, sealed, kinds, language, next_attempt_at, created_at)
      SELECT 'email', 'pending', 'limit ' || n, 'limit ' || n, '[]', 'en', ?1, ?1 FROM n`,
    at,
  );
  await server.sql(
    `${many(2_000)} INSERT INTO notice_events (subject, revision, step, at, created_at, fanned_out_at)
      SELECT 'letter:' || (n + 1000000), 1, 'confirm', ?1, ?1, ?1 FROM n`,
    at,
  );
  for (const path of ["/ops/subscribers", "/ops/checks"]) {
    await page.goto(path);
    const letters = page.locator("[data-limit=letters_a_day]");
    await expect(letters).toContainText("2,000 of 2,000, reached: who signs up gets no mail");
    await expect(letters).toHaveAttribute("data-state", "DOWN");
    await expect(page.locator("[data-limit=unconfirmed]")).toContainText("850 of 1,000, near the limit");
    await expect(page.locator("[data-limit=unconfirmed]")).toHaveAttribute("data-state", "DEGRADED");
    await expect(page.locator("[data-limit=unsent_browsers]")).toHaveAttribute("data-state", "OPERATIONAL");
    await expectFine(page, path.endsWith("checks") ? "limits-checks" : "limits");
  }
  await server.sql("DELETE FROM subscribers WHERE state = 'pending'");
  await server.sql("DELETE FROM notice_events WHERE subject > 'letter:1000000'");
});

test("the form, its preview and its refusal fit a phone and a desktop; axe finds nothing", async ({ page }) => {
  await page.goto("/ops/subscribers");
  await expectFine(page, "import");
  await csv(page).fill(list("carl"));
  await page.getByRole("checkbox").check();
  await names(page).fill("Fax");
  await press(page, "Preview the import");
  await expect(page.getByText("Nothing was imported: the form needs a change.")).toBeVisible();
  await expect(names(page)).toBeFocused();
  await expectFine(page, "import-refused");
  await names(page).fill("");
  await press(page, "Preview the import");
  await expect(page.getByRole("heading", { name: /would be subscribed/ })).toBeFocused();
  await expectFine(page, "import-preview");
  await press(page, "Import");
  await expect(page.getByRole("heading", { name: "Done." })).toBeVisible();
  await expectFine(page, "import-done");
});
