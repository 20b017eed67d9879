import type { Page } from "@playwright/test";
import { headerOf } from "../fakes/postmark";
import { violationsOf } from "../support/axe";
import { post } from "../support/http";
import { expect, lastLink, test } from "../support/page-with-mail";
import type { TestServer } from "../support/server";

const TEXTS = {
  en: {
    email: "Mail address",
    send: "Subscribe",
    sent: "Look into your mail",
    confirm: "Confirm",
    confirmed: "Confirmed",
    end: "Unsubscribe",
    ended: "Unsubscribed",
    subject: "Incident: Logins fail",
    save: "Save",
    saved: "Saved",
  },
  de: {
    email: "Mail-Adresse",
    send: "Abonnieren",
    sent: "Bitte in die Mail schauen",
    confirm: "Bestätigen",
    confirmed: "Bestätigt",
    end: "Abmelden",
    ended: "Abgemeldet",
    subject: "Störung: Logins fail",
    save: "Speichern",
    saved: "Gespeichert",
  },
} as const;
type Language = keyof typeof TEXTS;

const pathIn = (language: Language, path: string) => (language === "en" ? path : `/${language}${path}`);
const button = (page: Page, name: string) => page.getByRole("button", { name }).first();

const report = (server: TestServer, state: string) =>
  post(
    server,
    "/api/internal/status/update-surface",
    { surface_id: "app-raxx-app", state, state_source: "manual", public_note: "Logins fail." },
    { "X-Internal-Status-Token": server.secrets.STATUS_INTERNAL_WRITE_TOKEN },
  );

async function signUp(page: Page, language: Language, address: string): Promise<void> {
  const texts = TEXTS[language];
  await page.goto(pathIn(language, "/subscribe"));
  await page.waitForTimeout(1_100); // a form that comes back within a second is a program's
  await page.locator("main").getByLabel(texts.email).first().fill(address);
  await button(page, texts.send).click();
  await expect(page.getByRole("status")).toContainText(texts.sent);
}

for (const javaScriptEnabled of [true, false])
  for (const language of ["en", "de"] as const)
    test.describe(`in ${language}, ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
      test.use({ javaScriptEnabled, locale: language, timezoneId: "Europe/Berlin" });

      test("somebody subscribes, confirms, is told, changes their mind, and leaves", async ({
        page,
        server,
        postmark,
      }) => {
        const texts = TEXTS[language];
        const address = `${language}-${javaScriptEnabled}@example.com`;
        await signUp(page, language, address);
        await server.tick(Date.now());
        await page.goto(lastLink(postmark, address));
        await button(page, texts.confirm).click();
        await expect(page.getByRole("status")).toContainText(texts.confirmed);
        await report(server, "DOWN");
        await server.tick(Date.now());
        const notice = postmark.to(address).at(-1);
        expect(notice?.Subject).toBe(texts.subject);
        expect(notice?.TextBody).toContain(javaScriptEnabled ? "UTC)" : "UTC");
        await signUp(page, language, address);
        await server.tick(Date.now());
        await page.goto(lastLink(postmark, address));
        await expect(page.getByText(address)).toBeVisible();
        await button(page, texts.save).click();
        await expect(page.getByRole("status")).toContainText(texts.saved);
        const unsubscribe = (notice && headerOf(notice, "List-Unsubscribe")) ?? "";
        await page.goto(pathIn(language, unsubscribe.slice("<https://status.raxx.app".length, -1)));
        await button(page, texts.end).click();
        await expect(page.getByRole("status")).toContainText(texts.ended);
        const before = postmark.to(address).length;
        await report(server, "OPERATIONAL");
        await server.tick(Date.now());
        expect(postmark.to(address)).toHaveLength(before);
      });
    });

test("axe finds nothing in the form, and it fits 320 px", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/subscribe");
  await page.locator("main summary").first().click();
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
