import type { Page } from "@playwright/test";
import { LANGUAGES } from "../../lib/schemas/language";
import { expect, FEED, test } from "../support/page";
import { showAllWell, showIncidents } from "./scenes";

// Its times differ from the server's, and so does what they are called.
test.use({ timezoneId: "Europe/Berlin" });

const WIDTHS = [320, 360, 390, 768, 1024, 1440];

/** All that one sees of a healthy page; amid incidents what stands above the rows, whose own lines may turn in a longer zone. */
const SCENES = [
  {
    when: "while all is well",
    show: showAllWell,
    parts: "header, footer, main :is(section, h1, h2, li, p, a, summary)",
  },
  { when: "amid incidents", show: showIncidents, parts: "header, .banner, .banner *, [data-card], [data-card] *" },
];

test.describe("what the first paint shows stays where it is when the second style sheet and the scripts come", () => {
  for (const { when, show, parts } of SCENES)
    test(when, async ({ page, server, operator }) => {
      await show({ server, operator });
      for (const language of LANGUAGES)
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          const release = await holdScripts(page);
          const looked = page.waitForResponse(FEED);
          await page.goto(language === "en" ? "/" : `/${language}`);
          const before = await placesOf(page, parts);
          expect(before.length).toBeGreaterThan(10);
          release();
          await (await looked).finished();
          await expect(page.locator("time[title]").first()).toBeAttached(); // in the reader's zone
          expect(await placesOf(page, parts), `${language} at ${width} px`).toEqual(before);
          await page.unroute(SCRIPTS);
        }
    });
});

const SCRIPTS = /\/_status\/front-.*\.js$/;

/** Holds back what would take over the page, until the returned function is called. */
async function holdScripts(page: Page): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  await page.route(SCRIPTS, async (route) => {
    await held.promise;
    await route.continue();
  });
  return held.resolve;
}

/** Where each visible element begins and how tall it is, in whole pixels. */
const placesOf = (page: Page, parts: string): Promise<string[]> =>
  page.locator(parts).evaluateAll((all) =>
    all
      .filter((element) => element.checkVisibility() && !element.matches(".sr-only, .sr-only *, time"))
      .map((element) => {
        const { top, height } = element.getBoundingClientRect();
        const name = [element.localName, ...element.classList].join(".");
        return `${name} at ${Math.round(top)}, ${Math.round(height)} high`;
      }),
  );
