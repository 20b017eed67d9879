import type { Page } from "@playwright/test";
import { test as base } from "./e2e";
import { post, sleep } from "./http";
import { type Operator, operatorOf } from "./operator";
import type { TestServer } from "./server";

type Fixtures = {
  /** Writes to the server, which every test finds without a past: all surfaces UNKNOWN, no ticket, window or incident. */
  operator: Operator;
  /** Complaints of the browser that a test brings about itself. */
  tolerated: RegExp | null;
  complaints: string[];
};

/** Playwright's `test` for the page: it fails on whatever the browser complains about, or asks of strangers. */
export const test = base.extend<Fixtures>({
  operator: [
    async ({ server }, use) => {
      await forgetEverything(server);
      await use(operatorOf(server));
    },
    { auto: true },
  ],
  tolerated: [null, { option: true }],
  complaints: [
    async ({ page, server, tolerated }, use) => {
      await delayScripts(page, Number(process.env.SCRIPTS_LATE_MS ?? 0));
      const complaints: string[] = [];
      const complain = (text: string) => tolerated?.test(text) || complaints.push(text);
      page.on("pageerror", (error) => complain(`uncaught: ${error.message}`));
      page.on("console", (message) => {
        if (["error", "warning", "assert"].includes(message.type()))
          complain(`console.${message.type()}: ${message.text()} ${message.location().url}`);
      });
      page.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        if (origin !== server.url && protocol !== "data:") complain(`asked of a stranger: ${request.url()}`);
      });
      await use(complaints);
      base.expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export const { expect } = test;

/** A machine too slow for its scripts, on request: a test that acts before they have taken over fails under it. */
async function delayScripts(page: Page, ms: number): Promise<void> {
  if (ms === 0) return;
  await page.context().route(/\/_(?:next\/static|status)\/.*\.js$/, async (route) => {
    await sleep(ms);
    await route.continue();
  });
}

const PAST = [
  "surface_state",
  "freescout_tickets",
  "maintenance_window_surfaces",
  "maintenance_windows",
  "status_incidents",
  "surface_days",
];

async function forgetEverything(server: TestServer): Promise<void> {
  for (const table of PAST) await server.sql(`DELETE FROM ${table}`);
  const token = { "X-Internal-Status-Token": server.secrets.STATUS_INTERNAL_WRITE_TOKEN };
  for (const path of ["seed", "invalidate"])
    base.expect((await post(server, `/api/internal/status/${path}`, {}, token)).status).toBe(200);
}

/** What a test has written by SQL, readers see from now on. */
export const invalidate = (server: TestServer) =>
  post(server, "/api/internal/status/invalidate", {}, operatorOf(server).token);

export const FEED = "**/api/status/public/page";

/** Opens the page and waits until scripts have taken over: they have had their first look at the feed. */
export async function openLive(page: Page): Promise<void> {
  const looked = page.waitForResponse(FEED);
  await page.goto("/");
  await (await looked).finished();
  await expect(page.getByText(/^Updated (just now|.* ago)/)).toBeVisible();
}

/** Opens the header's sheet of languages and zones. */
export const openSettings = (page: Page) => page.locator("header summary").last().click();

/** The banner's sentence. */
export const banner = (page: Page) => page.getByRole("heading", { level: 1 });

/** A surface's line, and what it unfolds; on a narrow screen it is within its group's fold. */
export const row = (page: Page, surfaceId: string) => page.locator(`[data-surface="${surfaceId}"]`);

/** A part of the page, by its heading. */
export const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** Opens the groups' folds, and leaves the rows in them as they are. */
export const unfoldGroups = (page: Page) =>
  page.locator("[data-group] > details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });

/** Opens whatever the page has folded. */
export const unfold = (page: Page) =>
  page.locator("main details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });
