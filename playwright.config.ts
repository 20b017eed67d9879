import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/browser";

export default defineConfig({
  testDir: "test/e2e",
  timeout: 60_000,
  workers: 1,
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
