import type { Page } from "@playwright/test";
import { violationsOf } from "../support/axe";
import { banner, expect, openSettings, row, test } from "../support/page";
import { showAllWell } from "./scenes";

/** What a reader of each language must find, typed by hand. */
const EXPECTED = {
  en: {
    allWell: "All systems operational",
    down: "You can’t log in, see prices, or place orders. Everything else works.",
    row: "Service disruption",
    history: "Incident history",
    missing: "This page does not exist",
  },
  es: {
    allWell: "Todos los sistemas están operativos",
    down: "No es posible iniciar sesión, ver precios o enviar órdenes. Todo lo demás funciona.",
    row: "Interrupción del servicio",
    history: "Historial de incidentes",
    missing: "Esta página no existe",
  },
  de: {
    allWell: "Alle Systeme funktionieren",
    down: "Nicht möglich: Anmelden, Kurse sehen oder Orders aufgeben. Alles andere funktioniert.",
    row: "Ausfall",
    history: "Störungsverlauf",
    missing: "Diese Seite gibt es nicht",
  },
  fr: {
    allWell: "Tous les systèmes sont opérationnels",
    down: "Actuellement impossible\u202f: se connecter, voir les cours ou passer des ordres. Tout le reste fonctionne.",
    row: "Interruption de service",
    history: "Historique des incidents",
    missing: "Cette page n’existe pas",
  },
  ja: {
    allWell: "すべてのシステムが正常に稼働しています",
    down: "ログイン、価格の確認、または注文ができません。その他は正常に稼働しています。",
    row: "サービス停止",
    history: "インシデント履歴",
    missing: "このページは存在しません",
  },
} as const;
type Language = keyof typeof EXPECTED;

const pathIn = (language: Language, path: string) =>
  language === "en" ? path : `/${language}${path === "/" ? "" : path}`;

const htmlLanguage = (page: Page) => page.locator("html").getAttribute("lang");

test.use({ tolerated: /status of 404.*no-such-page/ });

for (const language of Object.keys(EXPECTED) as Language[])
  test.describe(`a reader of ${language}`, () => {
    test.use({ locale: language });
    const said = EXPECTED[language];

    test("finds every page in their language, and what a write changes too; axe finds nothing, and it fits 320 px", async ({
      page,
      server,
      operator,
    }) => {
      await showAllWell({ server, operator });
      await page.goto(pathIn(language, "/"));
      expect(await htmlLanguage(page)).toBe(language);
      await expect(banner(page)).toHaveText(said.allWell);
      await operator.pin("api-service", "DOWN", { public_note: "Orders are not affected." });
      await page.setViewportSize({ width: 320, height: 800 });
      await page.reload();
      await expect(banner(page)).toHaveText(said.down);
      await expect(row(page, "api-service").locator("summary")).toContainText(said.row);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await page.goto(pathIn(language, "/history"));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(said.history);
      await page.goto(pathIn(language, "/no-such-page"));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(said.missing);
      expect(await htmlLanguage(page)).toBe(language);
    });
  });

test("the switch leads to another language, and the reader stays there", async ({ page }) => {
  await page.goto("/ja");
  await openSettings(page);
  await page.locator("header").getByRole("link", { name: "Deutsch", exact: true }).click();
  await expect(page).toHaveURL("/de");
  expect(await htmlLanguage(page)).toBe("de");
  await page.locator('header a[href$="/history"]').click();
  await expect(page).toHaveURL("/de/history");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(EXPECTED.de.history);
});

test.describe("a live page in another language", () => {
  test.use({ locale: "ja" });

  test("tells a write in that language too", async ({ page, server, operator }) => {
    await showAllWell({ server, operator });
    await page.clock.install({ time: Date.now() });
    await page.goto("/ja");
    await expect(banner(page)).toHaveText(EXPECTED.ja.allWell);
    await page.clock.runFor(1000);
    await operator.pin("api-service", "DOWN");
    await page.clock.runFor(121_000);
    await expect(banner(page)).toHaveText(EXPECTED.ja.down);
    await expect(page.locator('p[aria-live="polite"]')).toContainText("API Service");
    await expect(page.locator('p[aria-live="polite"]')).toContainText(EXPECTED.ja.row);
  });
});

test.describe("a reader whose browser prefers another language than the page's", () => {
  test.use({ locale: "de-AT" });
  const offer = (page: Page) => page.getByRole("complementary", { name: "Diese Seite auf Deutsch" });

  test("is offered it, goes there, and is offered nothing more", async ({ page }) => {
    await page.goto("/history");
    await offer(page).getByRole("link", { name: "Diese Seite auf Deutsch" }).click();
    await expect(page).toHaveURL("/de/history");
    await expect(page.locator("input[name=zone]").first()).toBeEnabled(); // scripts have taken over
    await expect(page.locator(".language-offer")).toHaveCount(0);
  });

  test("who refuses it is not asked again", async ({ page }) => {
    await page.goto("/");
    await offer(page).getByRole("button", { name: "Schließen" }).click();
    await expect(offer(page)).toHaveCount(0);
    await page.reload();
    await expect(page.locator("input[name=zone]").first()).toBeEnabled();
    await expect(offer(page)).toHaveCount(0);
  });

  test.describe("without scripts", () => {
    test.use({ javaScriptEnabled: false });

    test("finds the language in the header", async ({ page }) => {
      await page.goto("/surfaces/api-service");
      await openSettings(page);
      await page.locator("header").getByRole("link", { name: "Deutsch", exact: true }).click();
      await expect(page).toHaveURL("/de/surfaces/api-service");
    });
  });
});
