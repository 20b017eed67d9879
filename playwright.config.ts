import { defineConfig } from "@playwright/test";
import { findBrowser } from "./test/support/browser";

export default defineConfig({
  testDir: "test/e2e",
  timeout: 120_000,
  expect: { timeout: 10_000 },
  workers: 2, // each has a server of its own, which every test finds without a past
  reporter: "list",
  use: {
    launchOptions: {
      // Without one, Playwright takes its own.
      executablePath: findBrowser() ?? undefined,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
