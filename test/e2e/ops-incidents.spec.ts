import type { Page } from "@playwright/test";
import { expect, test } from "../support/ops-page";

test.use({ timezoneId: "UTC", viewport: { width: 390, height: 740 }, hasTouch: true });

/** Taps as an operator does, and counts. */
function startTaps(page: Page) {
  const startedMs = Date.now();
  let taps = 0;
  const tap = async (locator: ReturnType<Page["getByRole"]>) => {
    taps++;
    await locator.tap();
  };
  return {
    tap,
    button: (name: string) => tap(page.getByRole("button", { name, exact: true })),
    link: (name: string) => tap(page.getByRole("link", { name, exact: true })),
    count: () => taps,
    seconds: () => (Date.now() - startedMs) / 1000,
  };
}

const done = (page: Page, text: string) => expect(page.getByRole("status").getByText(text)).toBeVisible();

for (const hasScripts of [true, false])
  test.describe(hasScripts ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled: hasScripts });
    test("an incident is opened, moved on in two taps, resolved and explained on a phone", async ({
      page,
      operator,
    }) => {
      for (const state of ["DOWN", "OPERATIONAL"]) await operator.pin("app-raxx-app", state);
      await page.goto("/ops");
      const opening = startTaps(page);
      await opening.link("New incident");
      await opening.tap(page.getByText(/^Trading/));
      await opening.tap(page.getByRole("group", { name: "Raxx App" }).getByRole("radio", { name: "Down" }));
      if (hasScripts) await opening.button("We are investigating.");
      else await page.getByLabel("Public note (optional)").fill("We are investigating.");
      await opening.button("Preview");
      await expect(page.locator("[data-customers]")).toContainText("We are investigating");
      await expect(page.locator("[data-story]")).toContainText("Opened: Service disruption – We are investigating.");
      await expect(page.locator("[data-story]")).toContainText("Incident: We are investigating");
      await opening.button("Publish");
      await done(page, "The incident is published.");
      expect(opening.count()).toBeLessThanOrEqual(6);
      expect(opening.seconds()).toBeLessThan(30);

      await page.getByRole("link", { name: "Open the incident" }).tap();
      await expect(page.getByRole("radio", { name: "Identified" })).toBeChecked();
      const moving = startTaps(page);
      await moving.button("Preview");
      await moving.button("Publish");
      await done(page, "The update is published.");
      expect(moving.count()).toBe(2);
      expect(moving.seconds()).toBeLessThan(15);

      await page.getByRole("link", { name: "Back to the incident" }).tap();
      await page.getByRole("link", { name: "Resolve", exact: true }).tap();
      await page.getByLabel("Last word (optional)").fill("A disk was full.");
      const ending = startTaps(page);
      await ending.button("Preview");
      await ending.button("Publish");
      await done(page, "The incident is resolved.");

      await page.getByRole("link", { name: "Back to the incident" }).tap();
      await page
        .getByRole("textbox", { name: "Postmortem" })
        .fill("Logs were never deleted.\nNow they are, each night.");
      const explaining = startTaps(page);
      await explaining.button("Preview");
      await explaining.button("Publish");
      await done(page, "The postmortem is published.");
      await page.getByRole("link", { name: "See it on the page" }).tap();
      await expect(page.getByText("Now they are, each night.")).toBeVisible();
      await expect(page.getByText("Identified")).toBeVisible();
      const taps = [opening, moving, ending, explaining].map(
        (each) => `${each.count()} taps, ${each.seconds().toFixed(1)} s`,
      );
      console.log(`open, update, resolve, postmortem: ${taps.join("; ")}`);
    });
  });

test("what is typed of a new incident is on this device until it is published", async ({ page, context }) => {
  await page.goto("/ops/incidents/new");
  await page.getByLabel("Title (optional)").fill("Charts are blank");
  const other = await context.newPage();
  await page.close();
  await other.goto("/ops/incidents/new");
  await expect(other.getByText("What you typed before is back.")).toBeVisible();
  await expect(other.getByLabel("Title (optional)")).toHaveValue("Charts are blank");
});
