import { test as base } from "@playwright/test";
import { startServer, type TestServer } from "./server";

/** Playwright's `test` with a server of the worker's own; pages open relative to it: `page.goto("/")`. */
export const test = base.extend<object, { server: TestServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: ({ server }, use) => use(server.url),
});
