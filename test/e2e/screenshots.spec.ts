import { test } from "../support/page";
import { showAllWell, showIncidents, showMaintenance } from "./scenes";

const FOLDER = "test-results/screenshots";
const SCENES: Record<string, (set: Parameters<typeof showAllWell>[0]) => Promise<void>> = {
  unknown: async () => {},
  healthy: showAllWell,
  incident: showIncidents,
  maintenance: async (set) => {
    await showAllWell(set);
    await showMaintenance(set);
  },
};

test.use({ timezoneId: "Europe/Berlin" });

for (const [scene, show] of Object.entries(SCENES))
  test(`the page as it looks: ${scene}, in three widths, light and dark`, async ({ page, server, operator }) => {
    await show({ server, operator });
    await page.goto("/");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: `${FOLDER}/${scene}-${width}-${colorScheme}.png`, fullPage: true });
      }
    }
  });

test("the two pictures of the README", async ({ page, server, operator }) => {
  await showIncidents({ server, operator });
  await page.goto("/");
  await page.setViewportSize({ width: 1440, height: 1290 });
  await page.screenshot({ path: `${FOLDER}/status-page-light.png` });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.screenshot({ path: `${FOLDER}/status-page-phone-dark.png` });
});
