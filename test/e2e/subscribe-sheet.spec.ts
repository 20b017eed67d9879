import type { Page } from "@playwright/test";
import { DEFAULT_KINDS } from "@/lib/core/notices/event";
import { violationsOf } from "../support/axe";
import { test as withoutMail } from "../support/page";
import { expect, lastLink, test } from "../support/page-with-mail";

const TEXTS = {
  en: { menu: "Subscribe", email: "Mail address", sent: "Look into your mail" },
  ja: { menu: "購読", email: "メールアドレス", sent: "メールをご確認ください" },
} as const;
type Language = keyof typeof TEXTS;

const field = (page: Page) => page.locator("header").getByRole("textbox");

async function openSheet(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator("header summary").first().click();
  await expect(field(page)).toBeVisible();
}

for (const javaScriptEnabled of [true, false])
  for (const language of ["en", "ja"] as const)
    test.describe(`in ${language}, ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
      test.use({ javaScriptEnabled, locale: language, timezoneId: "Asia/Tokyo" });

      test("somebody subscribes from the header by keyboard, and the mail comes", async ({
        page,
        server,
        postmark,
      }) => {
        const address = `sheet-${language}-${javaScriptEnabled}@example.com`;
        await subscribeByKeyboard(page, language, address);
        await server.tick(Date.now());
        expect(postmark.to(address)).toHaveLength(1);
        await page.goto(lastLink(postmark, address));
        await expect(page.getByText(address)).toBeVisible();
        const [subscriber] = await server.sql("SELECT * FROM subscribers ORDER BY id DESC LIMIT 1");
        expect(subscriber).toMatchObject({
          ...{ channel: "email", state: "pending", surfaces: "[]", kinds: JSON.stringify(DEFAULT_KINDS) },
          ...{ language, zone: javaScriptEnabled ? "Asia/Tokyo" : "UTC", least_severity: "degraded" },
        });
      });
    });

async function subscribeByKeyboard(page: Page, language: Language, address: string): Promise<void> {
  const { menu, email, sent } = TEXTS[language];
  await page.goto(language === "en" ? "/history" : `/${language}/history`);
  await page.locator("header summary", { hasText: menu }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("header").getByLabel(email)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(address);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText(sent);
}

test("what fills in the field that nobody sees is answered as any, and nothing is stored", async ({ page, server }) => {
  await openSheet(page, "/");
  await field(page).fill("program@example.com");
  await page.locator("header input[name=website]").evaluate((input: HTMLInputElement) => {
    input.value = "https://spam.example";
  });
  const before = await server.sql("SELECT count(*) AS n FROM subscribers");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText(TEXTS.en.sent);
  expect(await server.sql("SELECT count(*) AS n FROM subscribers")).toEqual(before);
});

test("the sheet leads to all choices", async ({ page }) => {
  await openSheet(page, "/");
  await page.getByRole("link", { name: "Choose services, webhook, chat or browser" }).click();
  await expect(page).toHaveURL(/\/subscribe$/);
});

for (const path of ["/", "/fr/history", "/subscribe"])
  test(`axe finds nothing in the open sheet on ${path}, in any colours, and its targets are large enough`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await openSheet(page, path);
    for (const media of [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }] as const) {
      await page.emulateMedia(media);
      expect(await violationsOf(page)).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const sizes = await page
      .locator("header .header-sheet :is(a, button, input:not([type=hidden])):visible")
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
    const fontSize = await field(page).evaluate((input) => getComputedStyle(input).fontSize);
    expect(Number.parseFloat(fontSize)).toBeGreaterThanOrEqual(16);
  });

withoutMail("where no mail is sent, the sheet has feeds alone", async ({ page }) => {
  await page.goto("/");
  await page.locator("header summary").first().click();
  await expect(page.locator("header").getByRole("link", { name: "RSS" })).toBeVisible();
  await expect(page.locator("header form")).toHaveCount(0);
  await expect(page.locator('header a[href="/subscribe"]')).toHaveCount(0);
});
