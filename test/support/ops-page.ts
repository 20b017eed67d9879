import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { type Access, startAccess } from "./access";
import { test as base } from "./page";
import { startServer, type TestServer } from "./server";

export const ON_CALL = "on-call@raxx.app";
export const RELIEF = "relief@raxx.app";

const signed = async (access: Access, email: string) => ({
  "Cf-Access-Jwt-Assertion": await access.token({ claims: { email } }),
});

/** Playwright's `test` for `/ops`: a server behind an Access of our own, and pages that the operator on call has signed in to. */
export const test = base.extend<object, { access: Access; server: TestServer }>({
  access: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use) => {
      const access = await startAccess();
      await use(access);
      await access.stop();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ access }, use) => {
      const env = { ...access.env, FREESCOUT_API_URL: "https://desk.raxx.app/api" };
      const server = await startServer({ env });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  extraHTTPHeaders: async ({ access }, use) => use(await signed(access, ON_CALL)),
});

export const { expect } = test;

/** A page of somebody else's, in a browser of their own. */
export async function signIn(
  browser: Browser,
  { access, server }: { access: Access; server: TestServer },
  email: string,
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext({
    ...options,
    baseURL: server.url,
    extraHTTPHeaders: await signed(access, email),
  });
  return context.newPage();
}

/** A surface's line on the board. */
export const boardRow = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);

export const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** Confirms what is previewed, and waits until it is done. */
export async function confirm(page: Page, name = "Confirm"): Promise<void> {
  await press(page, name);
  await expect(page.getByRole("heading", { name: "Done." })).toBeVisible();
}

/** Fills a time's field as it stands, in UTC: these browsers live there. */
export const fillTime = (page: Page, label: RegExp, ms: number, length = 16) =>
  page.getByLabel(label).fill(new Date(ms).toISOString().slice(0, length));

type Logged = { id: number; actor: string; new_state: string; because: string };

/** What the log has gained on a surface since a row's id; it is never emptied, and other tests have written into it. */
export async function loggedSince(server: TestServer, surfaceId: string, id: number): Promise<Logged[]> {
  return server.sql<Logged>(
    "SELECT * FROM status_audit_log WHERE surface_id = ? AND id > ? ORDER BY id",
    surfaceId,
    id,
  );
}

export async function lastLogged(server: TestServer): Promise<number> {
  const [row] = await server.sql<{ id: number }>("SELECT max(id) AS id FROM status_audit_log");
  return row?.id ?? 0;
}
