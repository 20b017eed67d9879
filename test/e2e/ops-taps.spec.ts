import type { Locator, Page } from "@playwright/test";
import { boardRow, expect, test } from "../support/ops-page";
import { APP } from "./ops-forms";

test.use({ timezoneId: "UTC", viewport: { width: 390, height: 740 }, hasTouch: true });

/** What an operator comes for, from the dashboard on, tap by tap. */
const JOBS: {
  job: string;
  most: number;
  seconds: number;
  taps: (page: Page) => Locator[];
  done: (page: Page) => Locator;
}[] = [
  {
    job: "an override of an hour with a ready note",
    most: 5,
    seconds: 20,
    taps: (page) => [
      boardRow(page, APP).getByRole("link", { name: "Override" }),
      page.getByRole("radio", { name: "Service disruption", exact: true }),
      page.getByRole("button", { name: "We are investigating.", exact: true }),
      page.getByRole("button", { name: "Preview", exact: true }),
      page.getByRole("button", { name: "Confirm", exact: true }),
    ],
    done: (page) => page.getByText("The override is in force."),
  },
  {
    job: "a maintenance window with a ready note",
    most: 8,
    seconds: 20,
    taps: (page) => [
      page.getByRole("link", { name: "Maintenance", exact: true }),
      page.getByRole("link", { name: "Schedule maintenance" }),
      page.getByText(/^Trading/),
      page.getByRole("checkbox", { name: "Raxx App", exact: true }),
      page.getByRole("button", { name: /is unavailable during this maintenance/ }),
      page.getByRole("button", { name: "Preview", exact: true }),
      page.getByRole("button", { name: "Confirm", exact: true }),
    ],
    done: (page) => page.getByText("The maintenance is scheduled."),
  },
  {
    job: "who did what",
    most: 2,
    seconds: 10,
    taps: (page) => [
      page.getByRole("link", { name: "Audit log", exact: true }),
      page.getByRole("link", { name: "Operator actions" }),
    ],
    done: (page) => page.getByRole("heading", { name: "Operator actions" }),
  },
];

for (const { job, most, seconds, taps, done } of JOBS)
  test(`${job} takes at most ${most} taps and ${seconds} s on a phone`, async ({ page, operator }) => {
    for (const state of ["DOWN", "OPERATIONAL"]) await operator.pin(APP, state); // so that the log names states too
    await page.goto("/ops");
    const startedMs = Date.now();
    const locators = taps(page);
    for (const locator of locators) await locator.tap();
    await expect(done(page)).toBeVisible();
    const tookS = (Date.now() - startedMs) / 1000;
    console.log(`${job}: ${locators.length} taps, ${tookS.toFixed(1)} s`);
    expect(locators.length).toBeLessThanOrEqual(most);
    expect(tookS).toBeLessThan(seconds);
  });
