import { expect, openLive, openSettings, row, test } from "../support/page";
import { showIncidents } from "./scenes";

test.use({ timezoneId: "Asia/Tokyo" });

const OPTIONS = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const inZone = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat("en-US", { ...OPTIONS, timeZone, timeZoneName: "short" }).format(new Date(at));

test("times are shown in the zone that the reader chooses, and stay so after a reload", async ({
  page,
  server,
  operator,
}) => {
  await showIncidents({ server, operator });
  const since = (await operator.shown("app-raxx-app")).state_since;
  await openLive(page);
  const time = row(page, "app-raxx-app").locator("summary time");
  const zones = page.getByRole("group", { name: "Times in" });
  await openSettings(page);
  await expect(zones.getByRole("radio", { name: "Your zone" })).toBeChecked();
  await expect(time).toHaveText(inZone(since, "Asia/Tokyo"));

  await zones.getByRole("radio", { name: "UTC" }).check();
  await expect(time).toHaveText(inZone(since, "UTC"));

  await zones.getByRole("radio", { name: "UTC" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(zones.getByRole("radio", { name: "New York" })).toBeChecked();
  await expect(time).toHaveText(inZone(since, "America/New_York"));

  await openLive(page);
  await openSettings(page);
  await expect(zones.getByRole("radio", { name: "New York" })).toBeChecked();
  await expect(time).toHaveText(inZone(since, "America/New_York"));
  await page.goto("/history");
  await expect(page.locator("main time[title]").first()).toContainText(/E[SD]T$/);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("nobody is offered a zone that can't be had: times are UTC", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("group", { name: "Times in" })).toBeHidden();
    await expect(row(page, "api-service").locator("summary time")).toContainText(/UTC$/);
  });
});
