import { defineConfig } from "@playwright/test";
import base from "../../playwright.config";

/** Takes the pages' pictures into test-results/screenshots, for people to look at: `npx playwright test --config test/pictures`. */
export default defineConfig(base, { testDir: ".", outputDir: "../../test-results/pictures" });
