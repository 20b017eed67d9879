import { type BrowserContext, chromium } from "@playwright/test";
import webPush from "web-push";
import { PUSH_HOSTS, type PushService, startPushService } from "../fakes/push-service";
import { ensureBrowser } from "../support/browser";
import { type Operator, operatorOf } from "../support/operator";
import { expect, test as pageTest } from "../support/page";
import { startServer, type TestServer } from "../support/server";

/** A module in front of the Worker, for which the push service of browsers is another one. */
const sendingTo = (url: string) => `
import app from "./worker.js";
const real = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { host, pathname } = new URL(input instanceof Request ? input.url : input);
  return real(${JSON.stringify(PUSH_HOSTS)}.includes(host) ? "${url}" + pathname : input, init);
};
export default app;`;

/** A switch without which a browser under test runs, since it also keeps it from its push service. */
const NO_PUSH = "--disable-background-networking";

type Fixtures = { context: BrowserContext };
type WorkerFixtures = { service: PushService; server: TestServer };

/** A browser whose push service is on this machine, with a profile of its own: a private window takes no push. */
const test = pageTest.extend<Fixtures, WorkerFixtures>({
  service: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use) => {
      const service = await startPushService();
      await use(service);
      await service.stop();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ service }, use) => {
      const { publicKey, privateKey } = webPush.generateVAPIDKeys();
      const env = { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey };
      const server = await startServer({ env, entry: sendingTo(service.server.url) });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  context: async ({ server, service, launchOptions }, use) => {
    const context = await chromium.launchPersistentContext("", {
      executablePath: await ensureBrowser(),
      args: [...(launchOptions.args ?? []).filter((it) => it !== NO_PUSH), ...service.switches],
      ignoreDefaultArgs: [NO_PUSH],
      baseURL: server.url,
    });
    await context.grantPermissions(["notifications"], { origin: server.url });
    await use(context);
    await context.close();
  },
});

const report = (operator: Operator, state: string) =>
  operator.pin("app-raxx-app", state, { public_note: state === "DOWN" ? "Logins fail." : null });

test.use({ tolerated: /status of 503/ });

test("a browser subscribes, gets what is pushed to it through its push service, and leaves", async ({
  page,
  server,
  service,
}) => {
  const operator = operatorOf(server);
  await page.goto("/subscribe");
  await page.getByRole("button", { name: "Notify this browser" }).click();
  await expect(page.getByText("This browser is notified.")).toBeVisible();
  await report(operator, "DOWN");
  await server.tick(Date.now());
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body }) => [title, body]);
    });
  await expect.poll(shown).toEqual([["New: Logins fail", expect.stringContaining("Raxx App")]]);

  await page.getByRole("button", { name: "Stop notifying it" }).click();
  await expect(page.getByRole("button", { name: "Notify this browser" })).toBeVisible();
  const { length } = service.sent();
  await report(operator, "OPERATIONAL");
  await server.tick(Date.now());
  expect(service.sent()).toHaveLength(length);
});

test("a browser that refuses notifications, or whose subscription we can't take, is told so", async ({
  page,
  context,
}) => {
  await page.route("**/api/subscribe", (route) => route.fulfill({ status: 503 }));
  await page.goto("/subscribe");
  const start = page.getByRole("button", { name: "Notify this browser" });
  await start.click();
  await expect(page.getByRole("alert")).toContainText("This browser can’t be notified.");
  await expect(start).toBeVisible();

  await context.clearPermissions();
  await page.unroute("**/api/subscribe");
  await page.reload();
  await start.click();
  await expect(page.getByRole("alert")).toContainText("Allow notifications for this site");
});
